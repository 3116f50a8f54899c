// A tenant's shelf is one Redis hash, named after the tenant's id; keys are its fields, so that no key can be another
// hash's name. A field holds "V", the time it expires, ":" and the value, or "T" and a ticket. Times are the server's.

const now = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)`;

const outlive = `
local function outlive(ms)
  if redis.call('PTTL', KEYS[1]) < tonumber(ms) then redis.call('PEXPIRE', KEYS[1], ms) end
end`;

// The shelf is at most so large: whichever come first make room, but for the one that was just put there.
const trim = `
local function trim(most)
  while redis.call('HLEN', KEYS[1]) > tonumber(most) do
    local some = redis.call('HRANDFIELD', KEYS[1], 2)
    redis.call('HDEL', KEYS[1], some[1] == ARGV[1] and some[2] or some[1])
  end
end`;

/** ARGV: key. The value, or nothing. */
export const getScript = `${now}
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if not kept or string.sub(kept, 1, 1) ~= 'V' then return false end
local colon = string.find(kept, ':', 1, true)
if tonumber(string.sub(kept, 2, colon - 1)) <= now then return false end
return string.sub(kept, colon + 1)`;

/** ARGV: key, a new ticket, how long it is good for, most keys. "V" and the value, or "T" and the ticket. */
export const reserveScript = `${now}${outlive}${trim}
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if kept and string.sub(kept, 1, 1) == 'V' then
  local colon = string.find(kept, ':', 1, true)
  if tonumber(string.sub(kept, 2, colon - 1)) > now then return 'V' .. string.sub(kept, colon + 1) end
  kept = false
end
if not kept then
  kept = 'T' .. ARGV[2]
  redis.call('HSET', KEYS[1], ARGV[1], kept)
  trim(ARGV[4])
end
outlive(ARGV[3])
return kept`;

/** ARGV: key, value, how long to keep it, most keys, and the ticket or nothing when none is needed. */
export const putScript = `${now}${outlive}${trim}
if ARGV[5] ~= '' and redis.call('HGET', KEYS[1], ARGV[1]) ~= 'T' .. ARGV[5] then return 0 end
local expires = string.format('%.0f', now + tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], ARGV[1], 'V' .. expires .. ':' .. ARGV[2])
outlive(ARGV[3])
trim(ARGV[4])
return 1`;
