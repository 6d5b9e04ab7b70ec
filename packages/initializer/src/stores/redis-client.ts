import { InitializerError } from '../error.js';
import type { RedisScript } from './redis-scripts.js';

/** What a script is given: the keys it touches, and its arguments. */
export interface RedisScriptInput {
  keys: string[];
  arguments: string[];
}

/** A connected client of node-redis (the package `redis`): a single client, a pool, a sentinel or a cluster. */
export interface RedisClient {
  eval(script: string, input: RedisScriptInput): Promise<unknown>;
  evalSha(sha1: string, input: RedisScriptInput): Promise<unknown>;
  configGet(parameter: string): Promise<unknown>;
}

/** Runs a script on a scope and answers what it returned. */
export type RunScript = (
  script: RedisScript,
  scope: string,
  ...parameters: (string | number)[]
) => Promise<unknown>;

/**
 * Scripts go to Redis by their digest; one that Redis does not know, after a restart or a failover, is sent in full.
 *
 * Without a connection node-redis keeps commands waiting for as long as it takes. A buyer cannot, so the answer is given up
 * after `timeoutMs`. The command may still reach Redis later, which the contract of the store allows for.
 */
export function scriptRunner(
  client: RedisClient,
  keysOf: (scope: string) => string[],
  timeoutMs: number,
): RunScript {
  async function run({ sha1, text }: RedisScript, input: RedisScriptInput): Promise<unknown> {
    try {
      return await client.evalSha(sha1, input);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return await client.eval(text, input);
    }
  }

  return async function runScript(script, scope, ...parameters) {
    try {
      const input = { keys: keysOf(scope), arguments: parameters.map(String) };
      return textOf(await inTime(timeoutMs, run(script, input)));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      throw new InitializerError('store_unavailable', `The Redis store failed to ${script.name}: ${text}.`, {
        cause: error,
      });
    }
  };
}

/** The answer, or a rejection once it has been awaited for too long. */
export async function inTime<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** A client may be set up to answer with bytes. */
function textOf(reply: unknown): unknown {
  if (Array.isArray(reply)) return reply.map(textOf);
  return Buffer.isBuffer(reply) ? reply.toString('utf8') : reply;
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}

export function checkRedisClient(client: unknown): void {
  const methods = (client ?? {}) as Partial<Record<string, unknown>>;
  const missing = ['eval', 'evalSha', 'configGet'].filter((name) => typeof methods[name] !== 'function');
  if (missing.length === 0) return;
  throw new InitializerError(
    'invalid_option',
    `redisStore needs a connected client of node-redis; what it was given has no ${missing.join('() and no ')}(). ` +
      `For example: redisStore(await createClient({ url }).connect())`,
  );
}
