import { inTime } from './redis-client.js';
import type { RedisClient } from './redis-client.js';

/** The settings that records depend on: the value that is safe, and what another one means. */
const settings = [
  {
    name: 'appendonly',
    safe: 'yes',
    danger: 'Redis keeps no append-only file: a restart forgets sessions, payments on their way included',
  },
  {
    name: 'appendfsync',
    safe: 'always',
    danger: 'Redis answers before the disk has the data: a power cut loses the latest payments',
  },
  {
    name: 'maxmemory-policy',
    safe: 'noeviction',
    danger: 'Redis deletes records when its memory is full, payments on their way included',
  },
] as const;

/** What endangers records in this Redis, one sentence for each. Of a cluster, one node is asked. */
export async function checkRedis(client: RedisClient, timeoutMs: number): Promise<string[]> {
  const dangers = await Promise.all(
    settings.map(async ({ name, safe, danger }) => {
      const value = await settingOf(client, name, timeoutMs);
      if (value === undefined)
        return `Redis does not tell its setting '${name}': make sure that it is '${safe}'.`;
      return value === safe ? undefined : `${danger} (${name} is '${value}'). Set it to '${safe}'.`;
    }),
  );
  return dangers.filter((danger) => danger !== undefined);
}

/** The value, or `undefined` where Redis does not give it away: hosted ones often forbid the question. */
async function settingOf(client: RedisClient, name: string, timeoutMs: number): Promise<string | undefined> {
  try {
    const reply = await inTime(timeoutMs, client.configGet(name));
    const value: unknown = reply instanceof Map ? reply.get(name) : Reflect.get(Object(reply), name);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // Whether Redis can be reached at all is asked in another way.
    return undefined;
  }
}
