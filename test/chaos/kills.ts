import type { RedisServer } from '../helpers/redis-server.js';
import { between, randomOf } from './random.js';
import type { ServerPool } from './server-pool.js';
import { appendTrace } from './trace.js';
import { second, type VirtualClock } from './virtual-clock.js';

/** A server that is to be killed so long after the beginning. */
export interface Kill {
  readonly afterMs: number;
  /** Its name, as far as one runs by that name then. */
  readonly process?: string;
  /** Which one of those running otherwise, from 0 to 1. */
  readonly share: number;
}

export function drawKills({ seed, dayMs, times }: { seed: number; dayMs: number; times: number }): Kill[] {
  const random = randomOf(seed, 'kills');
  return Array.from({ length: times }, () => ({ afterMs: between(random, 0, dayMs), share: random() }));
}

/** Ends servers with kill -9. */
export async function killServers(
  pool: ServerPool,
  clock: VirtualClock,
  kills: readonly Kill[],
): Promise<void> {
  await Promise.all(
    kills.map(async (kill) => {
      await clock.sleep(kill.afterMs);
      pool.kill(kill);
    }),
  );
}

/** A Redis that dies now and then, and comes back with what is on its disk. */
export class MortalRedis {
  kills = 0;
  isDown = false;
  readonly #server: RedisServer;

  readonly #tracePath: string;

  constructor(server: RedisServer, tracePath: string) {
    this.#server = server;
    this.#tracePath = tracePath;
  }

  async dieNowAndThen(
    clock: VirtualClock,
    { seed, dayMs, times }: { seed: number; dayMs: number; times: number },
  ): Promise<void> {
    const random = randomOf(seed, 'redis');
    for (let time = 0; time < times; time += 1) {
      await clock.sleep(between(random, 0.5, 1.5) * (dayMs / times));
      this.isDown = true;
      this.kills += 1;
      appendTrace(this.#tracePath, { event: 'redis', is: 'down', at: clock.now() });
      await this.#server.kill();
      await clock.sleep(between(random, 0, 3 * second));
      await this.#server.restart();
      appendTrace(this.#tracePath, { event: 'redis', is: 'up', at: clock.now() });
      this.isDown = false;
    }
  }
}
