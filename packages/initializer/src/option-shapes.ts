import { z } from 'zod';
import { hasControlCharacters } from './control-characters.js';
import { nearest } from './nearest.js';

/** A function of the merchant. */
export function fn<T>(cure: string) {
  return z.custom<T>((value) => typeof value === 'function', `must be a function: ${cure}`);
}

/** An object of the merchant that must have some methods. */
export function methods<T>(names: readonly string[], cure: string) {
  const has = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');
  return z.custom<T>(has, `must have the methods ${names.join(', ')}: ${cure}`);
}

/** An api-token: opaque, but never empty, and never with the white space of a careless copy. */
export const token = z
  .string('must be a text: is the environment variable set?')
  .min(1, 'is empty: is the environment variable set?')
  .refine((value) => !/\s/.test(value) && !hasControlCharacters(value), 'holds white space: copy it again');

/** The first thing that is wrong with some options: the name, the value (never a secret's) and the cure. */
export function explainOptions(
  error: z.ZodError,
  options: unknown,
  {
    known,
    secrets,
  }: {
    /** The names that exist at a path. */
    known: (path: readonly PropertyKey[]) => readonly string[];
    secrets: readonly string[];
  },
): string {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const suggestion = nearest(key, known(issue.path));
    return `Option "${[...issue.path, key].join('.')}" is unknown${suggestion ? `: did you mean "${suggestion}"?` : '.'}`;
  }
  const name = issue?.path.join('.') ?? '';
  const value = secrets.includes(name) ? '' : ` (it is ${show(at(options, issue?.path ?? []))})`;
  return `Option "${name}" ${issue?.message ?? 'is not understood'}${value}.`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 100)}'`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
