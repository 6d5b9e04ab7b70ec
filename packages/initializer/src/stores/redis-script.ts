import { createHash } from 'node:crypto';

/** A script, under the name by which errors call it. */
export interface RedisScript {
  readonly name: string;
  readonly text: string;
  readonly sha1: string;
}

export function redisScript(name: string, text: string): RedisScript {
  return { name, text, sha1: createHash('sha1').update(text).digest('hex') };
}
