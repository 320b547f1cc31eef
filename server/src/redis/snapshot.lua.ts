/**
 * The one script that looks at keys. It writes nothing, reads a bounded window of each key, and returns everything a
 * KeyView needs in one round trip, together with the database's exact size and the server's clock.
 *
 * ARGV: database, most elements of a window, most bytes of an element, most bytes of a string, 1 where fields can have an
 * expiry of their own (HPEXPIRETIME, 7.4), else 0, keys …
 * Reply: TIME, DBSIZE, calls {name, n, …}, then for each key nil or
 *   {type, PEXPIRETIME, encoding, MEMORY USAGE, length, parts …}
 * It counts the commands it calls, because they count in INFO commandstats too and must be taken off there.
 * Source: https://redis.io/docs/latest/develop/interact/programmability/eval-intro/
 */
export const SNAPSHOT = `#!lua flags=no-writes
local window, cut, head = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local half = math.floor(window / 2)
local made = {}
local function call(name, ...)
  made[name] = (made[name] or 0) + 1
  return redis.call(name, ...)
end
local function try(sub, ...)
  local name = sub[1] .. '|' .. sub[2]
  made[name] = (made[name] or 0) + 1
  local reply = redis.pcall(sub[1], sub[2], ...)
  if type(reply) == 'table' and reply.err then return false end
  return reply
end
local function piece(value)
  if #value <= cut then return value end
  return {string.sub(value, 1, cut), #value, redis.sha1hex(value)}
end
local function pieces(values, most)
  local out = {}
  for i = 1, math.min(#values, most or #values) do out[i] = piece(values[i]) end
  return out
end
local function entries(list)
  local out = {}
  for i, entry in ipairs(list) do
    if entry[2] then out[#out + 1] = {entry[1], pieces(entry[2], 40)} end
  end
  return out
end
local function scan(command, key, step)
  local cursor, out = '0', {}
  repeat
    local page = call(command, key, cursor, 'COUNT', window)
    cursor = page[1]
    for i = 1, #page[2] do out[#out + 1] = page[2][i] end
  until cursor == '0' or #out >= window * step
  return pieces(out, window * step), out
end
-- a call that an ACL may deny is no reason to see nothing of the key
local function expiries(key, rows, names)
  if ARGV[5] ~= '1' or #rows == 0 then return false end
  local asked = {}
  for i = 1, #rows, 2 do asked[#asked + 1] = names[i] end
  made['HPEXPIRETIME'] = (made['HPEXPIRETIME'] or 0) + 1
  local reply = redis.pcall('HPEXPIRETIME', key, 'FIELDS', #asked, unpack(asked))
  if type(reply) == 'table' and reply.err then return false end
  return reply
end
local read = {}
read.string = function(key) return call('STRLEN', key), {call('GETRANGE', key, 0, head - 1)} end
read.hash = function(key)
  local rows, names = scan('HSCAN', key, 2)
  return call('HLEN', key), {rows, expiries(key, rows, names)}
end
read.set = function(key)
  local members = scan('SSCAN', key, 1)
  return call('SCARD', key), {members}
end
read.list = function(key)
  local n = call('LLEN', key)
  if n <= window then return n, {pieces(call('LRANGE', key, 0, -1)), {}} end
  return n, {pieces(call('LRANGE', key, 0, half - 1)), pieces(call('LRANGE', key, -half, -1))}
end
read.zset = function(key)
  local n = call('ZCARD', key)
  if n <= window then return n, {pieces(call('ZRANGE', key, 0, -1, 'WITHSCORES')), {}} end
  return n, {pieces(call('ZRANGE', key, 0, half - 1, 'WITHSCORES')), pieces(call('ZRANGE', key, -half, -1, 'WITHSCORES'))}
end
read.stream = function(key)
  local n = call('XLEN', key)
  local first, last = nil, {}
  if n <= window then
    first = entries(call('XRANGE', key, '-', '+'))
  else
    first = entries(call('XRANGE', key, '-', '+', 'COUNT', half))
    last = entries(call('XREVRANGE', key, '+', '-', 'COUNT', half))
  end
  local groups = {}
  for i, group in ipairs(try({'XINFO', 'GROUPS'}, key) or {}) do
    if i > 8 then break end
    local consumers = try({'XINFO', 'CONSUMERS'}, key, group[2]) or {}
    groups[i] = {group, consumers, call('XPENDING', key, group[2], '-', '+', 50)}
  end
  return n, {first, last, try({'XINFO', 'STREAM'}, key) or {}, groups}
end
-- of a vector set the size alone
read.vectorset = function(key)
  made['VCARD'] = (made['VCARD'] or 0) + 1
  local n = redis.pcall('VCARD', key)
  return type(n) == 'number' and n or 0, {}
end
call('SELECT', ARGV[1])
local out = {call('TIME'), call('DBSIZE'), false}
for i = 6, #ARGV do
  local key = ARGV[i]
  local kind = call('TYPE', key).ok
  if kind == 'none' then
    out[#out + 1] = false
  else
    local reader = read[kind]
    local length, parts = 0, {}
    if reader then length, parts = reader(key) end
    out[#out + 1] = {kind, call('PEXPIRETIME', key), try({'OBJECT', 'ENCODING'}, key), try({'MEMORY', 'USAGE'}, key), length, parts}
  end
end
local calls = {}
for name, n in pairs(made) do
  calls[#calls + 1] = string.lower(name)
  calls[#calls + 1] = n
end
out[3] = calls
return out
`
