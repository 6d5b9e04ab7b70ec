import type { RedisServer } from '../helpers/redis-server.js';
import { between, randomOf } from './random.js';
import type { ServerPool } from './server-pool.js';
import { second, type VirtualClock } from './virtual-clock.js';

/** Ends servers with kill -9 at drawn times of the day. */
export async function killServers(
  pool: ServerPool,
  clock: VirtualClock,
  { seed, dayMs, times }: { seed: number; dayMs: number; times: number },
): Promise<void> {
  const random = randomOf(seed, 'kills');
  const moments = Array.from({ length: times }, () => between(random, 0, dayMs));
  await Promise.all(
    moments.map(async (moment) => {
      await clock.sleep(moment);
      pool.killOne(random);
    }),
  );
}

/** A Redis that dies now and then, and comes back with what is on its disk. */
export class MortalRedis {
  kills = 0;
  isDown = false;
  readonly #server: RedisServer;

  constructor(server: RedisServer) {
    this.#server = server;
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
      await this.#server.kill();
      await clock.sleep(between(random, 0, 3 * second));
      await this.#server.restart();
      this.isDown = false;
    }
  }
}
