import { byPairing } from './device-order.js';
import type { DeviceOutcome, DeviceRecord, DeviceStore } from './device-store.js';
import { scriptRunner, type RedisClient } from './redis-client.js';
import { redisKeys } from './redis-keys.js';
import { redisScript } from './redis-script.js';

/** A device is kept as its version, a blank and its JSON, which the script need not understand. ARGV: code, version, JSON. */
const putScript = redisScript(
  'put a device',
  `
local stored = redis.call('HGET', KEYS[1], ARGV[1])
local version = stored and tonumber(string.match(stored, '^%d+')) or 0
if version ~= tonumber(ARGV[2]) - 1 then return 'stale' end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
return 'stored'
`,
);

/** ARGV: code. */
const getScript = redisScript('get a device', `return redis.call('HGET', KEYS[1], ARGV[1])`);

const listScript = redisScript('list the devices', `return redis.call('HVALS', KEYS[1])`);

/** The devices of each scope, in one hash. */
export function redisDevices(client: RedisClient, prefix: string, timeoutMs: number): DeviceStore {
  const run = scriptRunner(client, redisKeys(prefix, ['devices']), timeoutMs);

  return Object.freeze<DeviceStore>({
    async get(scope, code) {
      const value = await run(getScript, scope, code);
      return typeof value === 'string' ? readDevice(value) : undefined;
    },
    async list(scope) {
      return ((await run(listScript, scope)) as string[]).map(readDevice).sort(byPairing);
    },
    async put(next) {
      const { scope, code, version } = next;
      return (await run(putScript, scope, code, version, JSON.stringify(next))) as DeviceOutcome;
    },
  });
}

function readDevice(value: string): DeviceRecord {
  return JSON.parse(value.slice(value.indexOf(' '))) as DeviceRecord;
}
