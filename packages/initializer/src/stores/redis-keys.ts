import { createHash } from 'node:crypto';
import { InitializerError } from '../error.js';

/** The collections of one scope, in the order in which every script receives their keys. */
const collections = [
  'sessions',
  'orders',
  'references',
  'claims',
  'due',
  'states',
  'outdated',
  'receipts',
  'invoices',
];

/**
 * Names the keys of a scope. What stands in braces is the same for all of them, so that a cluster keeps a scope on one node,
 * where a script can change it as a whole.
 */
export function redisKeys(
  prefix: string,
  names: readonly string[] = collections,
): (scope: string) => string[] {
  if (!/^[^{}\s]+$/.test(prefix)) {
    throw new InitializerError(
      'invalid_option',
      `redisStore: the prefix '${prefix}' must be text without braces and spaces, for example 'shop'`,
    );
  }
  return (scope) => {
    const tag = createHash('sha256').update(scope).digest('base64url').slice(0, 22);
    return names.map((name) => `{${prefix}:${tag}}:${name}`);
  };
}
