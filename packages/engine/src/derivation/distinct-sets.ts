/** Sets of ordinals, each different one kept once and numbered; number 0 is the empty set. Packed: one array of members. */
export class DistinctSets {
  #start = new Uint32Array(1024)
  #members = new Uint32Array(16_384)
  #count = 0
  /** Open addressing: number of the set plus one; 0 is free. Always at most half full. */
  #slots = new Uint32Array(2048)

  constructor() {
    this.numberOf(new Uint32Array(0))
  }

  get count(): number {
    return this.#count
  }

  /** Members of all sets together. */
  get size(): number {
    return this.#start[this.#count]!
  }

  get bytes(): number {
    return this.#start.byteLength + this.#members.byteLength + this.#slots.byteLength
  }

  /** The number of this set, a new one if it was never seen. `sorted` holds each ordinal once, ascending; it is copied. */
  numberOf(sorted: Uint32Array): number {
    const mask = this.#slots.length - 1
    let slot = hash(sorted) & mask
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]! - 1
      if (this.#equals(known, sorted)) return known
    }
    const number = this.#append(sorted)
    this.#slots[slot] = number + 1
    if (this.#count * 2 > this.#slots.length) this.#rehash()
    return number
  }

  /** The members, ascending: a view that is right until the next set is added. */
  membersOf(number: number): Uint32Array {
    return this.#members.subarray(this.#start[number]!, this.#start[number + 1]!)
  }

  has(number: number, ordinal: number): boolean {
    const members = this.#members
    let low = this.#start[number]!
    let high = this.#start[number + 1]!
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = members[middle]!
      if (found === ordinal) return true
      if (found < ordinal) low = middle + 1
      else high = middle
    }
    return false
  }

  #equals(number: number, sorted: Uint32Array): boolean {
    const start = this.#start[number]!
    if (this.#start[number + 1]! - start !== sorted.length) return false
    for (let at = 0; at < sorted.length; at++) if (this.#members[start + at] !== sorted[at]) return false
    return true
  }

  #append(sorted: Uint32Array): number {
    const start = this.size
    const end = start + sorted.length
    if (end > this.#members.length) this.#members = grown(this.#members, end)
    this.#members.set(sorted, start)
    const number = this.#count++
    if (this.#count >= this.#start.length) this.#start = grown(this.#start, this.#count + 1)
    this.#start[this.#count] = end
    return number
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2)
    const mask = this.#slots.length - 1
    for (let number = 0; number < this.#count; number++) {
      let slot = hash(this.membersOf(number)) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = number + 1
    }
  }
}

const grown = (from: Uint32Array, atLeast: number): Uint32Array<ArrayBuffer> => {
  const to = new Uint32Array(Math.max(atLeast, Math.ceil(from.length * 1.5)))
  to.set(from)
  return to
}

/** FNV-1a over whole ordinals, with a last mixing: consecutive ordinals must not fall into consecutive slots. */
function hash(sorted: Uint32Array): number {
  let mixed = 0x811c9dc5
  for (let at = 0; at < sorted.length; at++) mixed = Math.imul(mixed ^ sorted[at]!, 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
