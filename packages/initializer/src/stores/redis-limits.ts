import { scriptRunner, type RedisClient } from './redis-client.js';
import { redisKeys } from './redis-keys.js';
import { giveBackScript, holdScript, takeScript, useScript } from './redis-limits-scripts.js';
import type { SharedLimits } from './shared-limits.js';

const collections = ['limits-calls', 'limits-slots', 'limits-marks'];
/** A buyer waits for the answer, and without one the process goes by its own count. */
const longestWaitMs = 1_000;

/** Helcim's limits, counted in Redis. */
export function redisLimits(client: RedisClient, prefix: string, timeoutMs: number): SharedLimits {
  const run = scriptRunner(client, redisKeys(prefix, collections), Math.min(timeoutMs, longestWaitMs));

  return Object.freeze<SharedLimits>({
    async take(scope, { id, now, leaseUntil, mostAtOnce, windows, isUrgent }) {
      const longest = Math.max(...windows.map(({ ms }) => ms));
      const pairs = windows.flatMap(({ ms, most }) => [ms, most]);
      const urgent = isUrgent ? 1 : 0;
      return Number(await run(takeScript, scope, id, now, leaseUntil, mostAtOnce, urgent, longest, ...pairs));
    },
    async giveBack(scope, id, unused) {
      await run(giveBackScript, scope, id, unused ? 1 : 0);
    },
    async hold(scope, now, until) {
      await run(holdScript, scope, now, until);
    },
    async use(scope, now, windowsMs) {
      const counts = (await run(useScript, scope, now, ...windowsMs)) as unknown[];
      const [atOnce = 0, ...begun] = counts.map(Number);
      return { atOnce, begun };
    },
  });
}
