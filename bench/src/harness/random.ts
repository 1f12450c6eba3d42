/** A number from 0 up to, not including, `below`. */
export type Pick = (below: number) => number

/** mulberry32: the same organisation on every machine. */
export function seeded(seed: number): Pick {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Keys as the application makes them, UUIDv7 one after the other; only that these are the same in every run. */
export function idsFrom<Id extends string>(pick: Pick): () => Id {
  let made = 0
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return () => {
    const time = hex(0x19_0000_0000 + made++, 12)
    const [a, b] = [pick(2 ** 32), pick(2 ** 32)]
    const version = `7${hex(a & 0xfff, 3)}`
    const variant = (0x8000 | ((a >>> 12) & 0x3fff)).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${hex(a >>> 16, 4)}${hex(b, 8)}` as Id
  }
}
