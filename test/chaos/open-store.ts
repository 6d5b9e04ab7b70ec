import Database from 'libsql';
import { createClient } from 'redis';
import { memoryStore, sqliteStore, type SessionStore } from '../../packages/initializer/src/index.js';
import { redisStore } from '../../packages/initializer/src/redis.js';
import type { StoreAddress } from './server-task.js';

/**
 * Real time. Simulated time runs a hundred times as fast and more: a command that waits for a lost connection must not wait for
 * hours.
 */
const redisTimeoutMs = 100;
const reconnectMs = 20;

export async function openStore(address: StoreAddress): Promise<SessionStore> {
  switch (address.kind) {
    case 'memory':
      return memoryStore();
    case 'sqlite':
      return sqliteStore(new Database(address.path));
    case 'redis': {
      const client = createClient({ url: address.url, socket: { reconnectStrategy: () => reconnectMs } });
      // Redis is killed on purpose; node-redis tells of it here, and connects again by itself.
      client.on('error', () => undefined);
      await client.connect();
      return redisStore(client, { timeoutMs: redisTimeoutMs });
    }
  }
}
