import type { z } from 'zod';

/** Input that was refused, with one reason for each field. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly fields: Record<string, string>;

  constructor(fields: Record<string, string>) {
    super(
      Object.entries(fields)
        .map(([field, reason]) => `${field}: ${reason}`)
        .join('; '),
    );
    this.fields = fields;
  }
}

/** Gives unknown input the type of the schema, or throws a ValidationError keyed by dotted field names. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const field = issue.path.join('.') || 'body';
    fields[field] ??= isMissing(input, issue.path) ? `Missing required data ${field}` : issue.message;
  }
  throw new ValidationError(fields);
}

/** Dotted names of the keys that the schema dropped: what Helcim ignores without a word. */
export function ignoredKeys(input: unknown, parsed: unknown, prefix = ''): string[] {
  if (!isContainer(input) || !isContainer(parsed)) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    key in parsed ? ignoredKeys(value, parsed[key], `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input;
  for (const key of path) value = isContainer(value) ? value[String(key)] : undefined;
  return value === undefined || value === null || value === '';
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
