import { createHash } from 'node:crypto';
import type { RedisScript } from './redis-scripts.js';

/**
 * `calls` holds when each call began, `slots` until when each running one has its place, `marks` the two times before which
 * nobody, or nobody but a buyer, begins. A call older than an hour and a place whose lease has lapsed are swept by the next call.
 */
const shared = String.raw`
local calls, slots, marks = unpack(KEYS)
local minute = 60000

-- What is further ahead was written before a clock was set back.
local function sweep(now, longest)
  redis.call('ZREMRANGEBYSCORE', calls, '-inf', now - longest)
  redis.call('ZREMRANGEBYSCORE', calls, '(' .. (now + minute), '+inf')
  redis.call('ZREMRANGEBYSCORE', slots, '-inf', now)
  redis.call('ZREMRANGEBYSCORE', slots, '(' .. (now + 2 * minute), '+inf')
end

local function mark_wait(name, now, longest)
  local wait = (tonumber(redis.call('HGET', marks, name)) or 0) - now
  return wait <= longest and wait or 0
end

local function window_wait(now, ms, most)
  local count = redis.call('ZCOUNT', calls, '(' .. (now - ms), '+inf')
  if count < most then return 0 end
  local last = redis.call('ZREVRANGE', calls, most - 1, most - 1, 'WITHSCORES')
  return tonumber(last[2]) + ms - now
end
`;

function script(name: string, body: string): RedisScript {
  const text = shared + body;
  return { name, text, sha1: createHash('sha1').update(text).digest('hex') };
}

/** ARGV: id, now, leaseUntil, mostAtOnce, 1 if urgent, longest window, then milliseconds and most of each window. */
export const takeScript = script(
  'take a place in the limits',
  `
local now = tonumber(ARGV[2])
local is_urgent = ARGV[5] == '1'
local ask_again, buyer_first = 100, 1000
sweep(now, tonumber(ARGV[6]))
local wait = mark_wait('heldUntil', now, minute)
for place = 7, #ARGV, 2 do
  wait = math.max(wait, window_wait(now, tonumber(ARGV[place]), tonumber(ARGV[place + 1])))
end
if redis.call('ZCARD', slots) >= tonumber(ARGV[4]) then
  wait = math.max(wait, ask_again)
  if is_urgent then redis.call('HSET', marks, 'buyersUntil', now + buyer_first) end
elseif not is_urgent then
  wait = math.max(wait, mark_wait('buyersUntil', now, buyer_first))
end
if wait > 0 then return math.ceil(wait) end
redis.call('ZADD', calls, now, ARGV[1])
redis.call('ZADD', slots, ARGV[3], ARGV[1])
return 0
`,
);

/** ARGV: id, 1 if it never began. */
export const giveBackScript = script(
  'give back a place in the limits',
  `
redis.call('ZREM', slots, ARGV[1])
if ARGV[2] == '1' then redis.call('ZREM', calls, ARGV[1]) end
`,
);

/** ARGV: now, until. */
export const holdScript = script(
  'hold all calls',
  `
local now = tonumber(ARGV[1])
local wait = math.max(mark_wait('heldUntil', now, minute), math.min(tonumber(ARGV[2]) - now, minute))
redis.call('HSET', marks, 'heldUntil', now + wait)
`,
);

/** ARGV: now, then the milliseconds of each window. Answers the running calls, then those begun in each window. */
export const useScript = script(
  'read the limits',
  `
local now = tonumber(ARGV[1])
local counts = {redis.call('ZCOUNT', slots, '(' .. now, now + 2 * minute)}
for place = 2, #ARGV do
  counts[place] = redis.call('ZCOUNT', calls, '(' .. (now - tonumber(ARGV[place])), now + minute)
end
return counts
`,
);
