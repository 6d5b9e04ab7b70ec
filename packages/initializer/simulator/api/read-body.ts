import type { z } from 'zod';
import { ignoredKeys, parse } from '../rules/validation.js';
import type { ApiCall } from './api-call.js';

/** The body in the type of the schema; keys that Helcim would ignore go to the request log. */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  { body, warn }: ApiCall,
): z.output<Schema> {
  const request = parse(schema, body);
  warnOfIgnored(ignoredKeys(body, request), warn);
  return request;
}

/** Notes unknown keys in the request log. */
export function warnOfIgnored(keys: readonly string[], warn: ApiCall['warn']): void {
  for (const key of keys) warn(`unknown key ${key}`);
}
