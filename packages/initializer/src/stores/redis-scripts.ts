import { redisScript, type RedisScript } from './redis-script.js';

export type { RedisScript } from './redis-script.js';

/**
 * What runs inside Redis: one script for one operation, because only a script reads and writes as a whole.
 *
 * Redis does not undo what a script has done before an error, so every script checks first and writes afterwards. Nothing is
 * given to Redis's own expiry: that follows Redis's clock, while the deadlines here follow the caller's. Outdated records are
 * swept instead, a few with each call.
 */
const shared = String.raw`
local sessions, orders, references, claims, due, states, outdated, receipts, invoices = unpack(KEYS)

-- A session is kept as two lines of JSON: the indexed fields, which the scripts read, and the rest, which they pass on.
local function head_of(value)
  return cjson.decode(string.match(value, '^[^\n]+'))
end

local function stored_head(id)
  local value = redis.call('HGET', sessions, id)
  return value and head_of(value)
end

local function ids_of(order_id)
  local list = redis.call('HGET', orders, order_id)
  return list and cjson.decode(list) or {}
end

local function state_entry(head)
  return head.state .. ' ' .. string.format('%016.0f', head.createdAt) .. ' ' .. head.sessionId
end

-- A session that names no invoice has no key.
local function invoice_entry(head)
  return head.invoiceKey .. ' ' .. string.format('%016.0f', head.createdAt) .. ' ' .. head.sessionId
end

local function schedule(index, at, id)
  if at == cjson.null then redis.call('ZREM', index, id) else redis.call('ZADD', index, at, id) end
end

local function put(head, value)
  local id = head.sessionId
  redis.call('HSET', sessions, id, value)
  redis.call('ZADD', states, 0, state_entry(head))
  if head.invoiceKey then redis.call('ZADD', invoices, 0, invoice_entry(head)) end
  schedule(due, head.dueAt, id)
  -- Never dropped while something is due: after a long outage nobody has looked for its payment yet.
  schedule(outdated, head.dueAt == cjson.null and head.keepUntil or cjson.null, id)
  for _, transaction_id in ipairs(head.transactionIds) do redis.call('HSET', claims, transaction_id, id) end
end

local function drop_from_order(order_id, id)
  local rest = {}
  for _, each in ipairs(ids_of(order_id)) do
    if each ~= id then rest[#rest + 1] = each end
  end
  if #rest == 0 then redis.call('HDEL', orders, order_id) else redis.call('HSET', orders, order_id, cjson.encode(rest)) end
end

local function drop(id)
  local head = stored_head(id)
  for _, transaction_id in ipairs(head.transactionIds) do redis.call('HDEL', claims, transaction_id) end
  redis.call('HDEL', references, string.upper(head.reference))
  redis.call('ZREM', states, state_entry(head))
  if head.invoiceKey then redis.call('ZREM', invoices, invoice_entry(head)) end
  redis.call('ZREM', outdated, id)
  redis.call('HDEL', sessions, id)
  -- Last, because it may have to write: a Redis without free memory accepts that only once something was deleted.
  drop_from_order(head.orderId, id)
end

-- More than a call adds, few enough that no buyer waits for it.
local sweep_limit = 50

local function sweep(now)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', outdated, '-inf', now, 'LIMIT', 0, sweep_limit)) do drop(id) end
  local old = redis.call('ZRANGEBYSCORE', receipts, '-inf', now, 'LIMIT', 0, sweep_limit)
  if #old > 0 then redis.call('ZREM', receipts, unpack(old)) end
end

local function values_of(ids)
  local values = {}
  for _, id in ipairs(ids) do values[#values + 1] = redis.call('HGET', sessions, id) end
  return values
end
`;

function script(name: string, body: string): RedisScript {
  return redisScript(name, shared + body);
}

/** ARGV: the session. Answers `created`, or `held` and the session that holds the order, or why it is refused. */
export const createScript = script(
  'create',
  `
local value = ARGV[1]
local head = head_of(value)
sweep(head.createdAt)
local ids = ids_of(head.orderId)
local holder
for _, other in ipairs(values_of(ids)) do
  local other_head = head_of(other)
  if other_head.closesOrder then return {'held', other} end
  if other_head.live and not holder then holder = other end
end
if holder then return {'held', holder} end
local reference = string.upper(head.reference)
if stored_head(head.sessionId) then return {'sessionId is not new'} end
if redis.call('HEXISTS', references, reference) == 1 then return {'reference is not new'} end
table.insert(ids, 1, head.sessionId)
redis.call('HSET', orders, head.orderId, cjson.encode(ids))
redis.call('HSET', references, reference, head.sessionId)
put(head, value)
return {'created'}
`,
);

/** ARGV: the next version of a session. Answers the outcome, or why it is refused. */
export const updateScript = script(
  'update',
  `
local value = ARGV[1]
local head = head_of(value)
local stored = stored_head(head.sessionId)
if not stored or stored.version ~= head.version - 1 then return 'stale' end
if stored.orderId ~= head.orderId then return 'orderId has changed' end
if string.upper(stored.reference) ~= string.upper(head.reference) then return 'reference has changed' end
if stored.createdAt ~= head.createdAt then return 'createdAt has changed' end
if head.live and not stored.live then return 'a session never becomes live again' end
for _, transaction_id in ipairs(head.transactionIds) do
  local owner = redis.call('HGET', claims, transaction_id)
  if owner and owner ~= head.sessionId then return 'transaction_taken' end
end
if head.closesOrder then
  for _, id in ipairs(ids_of(head.orderId)) do
    if id ~= head.sessionId and stored_head(id).closesOrder then return 'order_closed' end
  end
end
redis.call('ZREM', states, state_entry(stored))
put(head, value)
return 'stored'
`,
);

/** ARGV: sessionId. */
export const getScript = script('get', `return redis.call('HGET', sessions, ARGV[1])`);

/** ARGV: orderId. */
export const ofOrderScript = script('ofOrder', `return values_of(ids_of(ARGV[1]))`);

/** ARGV: reference. */
export const byReferenceScript = script(
  'byReference',
  `
local id = redis.call('HGET', references, string.upper(ARGV[1]))
return id and redis.call('HGET', sessions, id)
`,
);

/** ARGV: invoiceKey, createdSince, limit. */
export const byInvoiceScript = script(
  'byInvoice',
  `
local first = '[' .. ARGV[1] .. ' ' .. string.format('%016.0f', math.max(0, tonumber(ARGV[2])))
local entries = redis.call('ZREVRANGEBYLEX', invoices, '(' .. ARGV[1] .. '!', first, 'LIMIT', 0, ARGV[3])
for place, entry in ipairs(entries) do entries[place] = string.match(entry, '^%S+ %S+ (.*)$') end
return values_of(entries)
`,
);

/** ARGV: transactionId. */
export const byTransactionIdScript = script(
  'byTransactionId',
  `
local id = redis.call('HGET', claims, ARGV[1])
return id and redis.call('HGET', sessions, id)
`,
);

/** ARGV: now, limit. */
export const dueScript = script(
  'due',
  `
sweep(ARGV[1])
return values_of(redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2]))
`,
);

/**
 * ARGV: state, limit, and the createdAt and sessionId of the position, if there is one. An exclamation mark is what follows the
 * blank that ends the state.
 */
export const inStateScript = script(
  'inState',
  `
local first = '[' .. ARGV[1] .. ' '
if ARGV[3] then first = '(' .. state_entry({state = ARGV[1], createdAt = tonumber(ARGV[3]), sessionId = ARGV[4]}) end
local entries = redis.call('ZRANGEBYLEX', states, first, '(' .. ARGV[1] .. '!', 'LIMIT', 0, ARGV[2])
for place, entry in ipairs(entries) do entries[place] = string.match(entry, '^%S+ %S+ (.*)$') end
return values_of(entries)
`,
);

/** ARGV: webhookId, keepUntil. Of two times that were promised for one receipt, the later counts. */
export const addReceiptScript = script(
  'addReceipt',
  `
local known = redis.call('ZSCORE', receipts, ARGV[1])
if not known or tonumber(known) < tonumber(ARGV[2]) then redis.call('ZADD', receipts, ARGV[2], ARGV[1]) end
`,
);

/** ARGV: webhookId, now. */
export const hasReceiptScript = script(
  'hasReceipt',
  `
local keep_until = redis.call('ZSCORE', receipts, ARGV[1])
return keep_until and tonumber(keep_until) > tonumber(ARGV[2]) and 1
`,
);
