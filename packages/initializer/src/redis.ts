/** Sessions in Redis: an entry of its own, for those who use it. Needs the package `redis`. */
export { redisStore } from './stores/redis-store.js';

export type { RedisStoreOptions } from './stores/redis-store.js';
export type { RedisClient, RedisScriptInput } from './stores/redis-client.js';
