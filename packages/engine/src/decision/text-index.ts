/** In place of an ordinal or an entry. */
const NONE = 0xffff_ffff

/**
 * Texts to ordinals and back, without a string on the heap: a million ids cost their bytes and twelve more each.
 * One text has one ordinal and one ordinal one text, the last one it was given.
 */
export class TextIndex {
  /** Bytes of every text ever added, one after the other. */
  #bytes = new Uint8Array(1 << 16)
  /** Entry (in order of addition) → where its text begins. */
  #start = new Uint32Array(1 << 11)
  #ordinalOf = new Uint32Array(1 << 11)
  #count = 0
  /** Open addressing: entry plus one; 0 is free. Always at most half full. Entries stay; who loses its text is marked. */
  #slots = new Uint32Array(1 << 12)
  #entryOf = new Uint32Array(1 << 11).fill(NONE)
  /** Texts that do not fit a byte a character. Rare where ids and names of accounts are meant. */
  readonly #wide = new Map<string, number>()
  readonly #wideOf = new Map<number, string>()

  get(text: string): number | undefined {
    const hashed = hash(text)
    if (hashed === WIDE) return this.#wide.get(text)
    const entry = this.#slots[this.#slotFor(text, hashed)]!
    if (entry === 0) return undefined
    const ordinal = this.#ordinalOf[entry - 1]!
    return ordinal === NONE ? undefined : ordinal
  }

  textOf(ordinal: number): string | undefined {
    const entry = this.#entryOf[ordinal] ?? NONE
    if (entry === NONE) return this.#wideOf.get(ordinal)
    let text = ''
    for (let at = this.#start[entry]!; at < this.#start[entry + 1]!; at++) text += String.fromCharCode(this.#bytes[at]!)
    return text
  }

  /** Gives the ordinal this text. Its former text means nobody, and so does the former owner of this text have none. */
  set(text: string, ordinal: number): void {
    const owner = this.get(text)
    if (owner === ordinal) return
    if (owner !== undefined) this.#forget(owner)
    this.#forget(ordinal)
    const hashed = hash(text)
    if (hashed === WIDE) {
      this.#wide.set(text, ordinal)
      this.#wideOf.set(ordinal, text)
      return
    }
    const slot = this.#slotFor(text, hashed)
    const entry = this.#slots[slot] === 0 ? this.#append(text, slot) : this.#slots[slot]! - 1
    this.#ordinalOf[entry] = ordinal
    if (ordinal >= this.#entryOf.length) this.#entryOf = grown(this.#entryOf, ordinal + 1, NONE)
    this.#entryOf[ordinal] = entry
  }

  #forget(ordinal: number): void {
    const text = this.#wideOf.get(ordinal)
    if (text !== undefined) {
      this.#wide.delete(text)
      this.#wideOf.delete(ordinal)
    }
    const entry = this.#entryOf[ordinal] ?? NONE
    if (entry === NONE) return
    this.#ordinalOf[entry] = NONE
    this.#entryOf[ordinal] = NONE
  }

  /** The slot of this text, or the free one where it would be. */
  #slotFor(text: string, hashed: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hashed & mask
    while (slots[slot] !== 0 && !this.#says(slots[slot]! - 1, text)) slot = (slot + 1) & mask
    return slot
  }

  #says(entry: number, text: string): boolean {
    const start = this.#start[entry]!
    const { length } = text
    if (this.#start[entry + 1]! - start !== length) return false
    const bytes = this.#bytes
    for (let at = 0; at < length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false
    return true
  }

  #append(text: string, slot: number): number {
    const entry = this.#count++
    const start = this.#start[entry]!
    const end = start + text.length
    if (end > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(end, this.#bytes.length * 2))
      bytes.set(this.#bytes)
      this.#bytes = bytes
    }
    for (let at = 0; at < text.length; at++) this.#bytes[start + at] = text.charCodeAt(at)
    if (this.#count >= this.#start.length) {
      this.#start = grown(this.#start, this.#count + 1, 0)
      this.#ordinalOf = grown(this.#ordinalOf, this.#count + 1, NONE)
    }
    this.#start[this.#count] = end
    this.#slots[slot] = entry + 1
    if (this.#count * 2 > this.#slots.length) this.#rehash()
    return entry
  }

  #rehash(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(before.length * 2)
    const mask = this.#slots.length - 1
    for (const entry of before) {
      if (entry === 0) continue
      let slot = hashBytes(this.#bytes, this.#start[entry - 1]!, this.#start[entry]!) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = entry
    }
  }
}

const WIDE = -1
const BASIS = 0x811c9dc5

/** FNV-1a, or `WIDE` if a character does not fit a byte. */
function hash(text: string): number {
  const { length } = text
  let mixed = BASIS
  let seen = 0
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    seen |= code
    mixed = mix(mixed, code)
  }
  return seen > 0xff ? WIDE : finish(mixed)
}

function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let mixed = BASIS
  for (let at = start; at < end; at++) mixed = mix(mixed, bytes[at]!)
  return finish(mixed)
}

const mix = (mixed: number, code: number): number => Math.imul(mixed ^ code, 0x01000193)
const finish = (mixed: number): number => (mixed ^ (mixed >>> 15)) >>> 0

function grown(from: Uint32Array, atLeast: number, filling: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(Math.max(atLeast, Math.ceil(from.length * 1.5))).fill(filling, from.length)
  to.set(from)
  return to
}
