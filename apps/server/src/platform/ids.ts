import { randomFillSync } from 'node:crypto'
import type { Id } from '@remit/kernel'

const pool = Buffer.alloc(16 * 256)
let used = pool.length
let lastMillisecond = 0
let counter = 0

/**
 * A new key: UUIDv7 (RFC 9562 §5.7), so that rows written together lie together. Keys made by one process grow
 * strictly: within a millisecond the 12 bits of rand_a count.
 */
export function newId<I extends Id<string>>(): I {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, used + 16)
  used += 16
  const now = Date.now()
  if (now > lastMillisecond) {
    lastMillisecond = now
    counter = bytes.readUInt16BE(6) & 0x7ff
  } else if (++counter > 0xfff) {
    lastMillisecond++
    counter = 0
  }
  const time = lastMillisecond.toString(16).padStart(12, '0')
  const rest = ((bytes[8]! & 0x3f) | 0x80).toString(16) + bytes.toString('hex', 9, 16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${rest.slice(0, 4)}-${rest.slice(4)}` as I
}
