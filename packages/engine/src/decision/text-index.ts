/** In place of an ordinal or an entry. */
const NONE = 0xffff_ffff

/** Of an entry: where its text begins in the bytes, how long it is, who has it, and its hash. */
const START = 0
const LENGTH = 1
const ORDINAL = 2
const HASH = 3
const FIELDS = 4

/**
 * Texts to ordinals and back, without a string on the heap: what it costs is the bytes of the text and some thirty more.
 * One text has one ordinal and one ordinal one text, the last one it was given.
 */
export class TextIndex {
  /** Bytes of every text ever added, one after the other. */
  #bytes = new Uint8Array(1 << 16)
  #filled = 0
  /** Four numbers an entry, in order of addition, side by side for the sake of the cache: see `START` and the others. */
  #entries = new Uint32Array(1 << 13)
  #count = 0
  /** Open addressing: entry plus one; 0 is free. Always at most half full. Entries stay; who loses its text is marked. */
  #slots = new Uint32Array(1 << 12)
  #entryOf = new Uint32Array(1 << 11).fill(NONE)
  /** Texts that do not fit a byte a character. Rare where ids and names of accounts are meant. */
  readonly #wide = new Map<string, number>()
  readonly #wideOf = new Map<number, string>()
  /** By length, the last standing for all beyond: 1 if a text of it was ever added. Ids are of one length, which names rarely have. */
  readonly #lengths = new Uint8Array(64)

  get(text: string): number | undefined {
    if (this.#lengths[lengthOf(text)] === 0) return undefined
    const hashed = hash(text)
    if (hashed === WIDE) return this.#wide.get(text)
    const entry = this.#slots[this.#slotFor(text, hashed)]!
    if (entry === 0) return undefined
    const ordinal = this.#entries[(entry - 1) * FIELDS + ORDINAL]!
    return ordinal === NONE ? undefined : ordinal
  }

  textOf(ordinal: number): string | undefined {
    const entry = this.#entryOf[ordinal] ?? NONE
    if (entry === NONE) return this.#wideOf.get(ordinal)
    let text = ''
    const start = this.#entries[entry * FIELDS + START]!
    const end = start + this.#entries[entry * FIELDS + LENGTH]!
    for (let at = start; at < end; at++) text += String.fromCharCode(this.#bytes[at]!)
    return text
  }

  /** Gives the ordinal this text. Its former text means nobody, and so does the former owner of this text have none. */
  set(text: string, ordinal: number): void {
    const owner = this.get(text)
    if (owner === ordinal) return
    if (owner !== undefined) this.#forget(owner)
    this.#forget(ordinal)
    this.#lengths[lengthOf(text)] = 1
    const hashed = hash(text)
    if (hashed === WIDE) {
      this.#wide.set(text, ordinal)
      this.#wideOf.set(ordinal, text)
      return
    }
    const slot = this.#slotFor(text, hashed)
    const entry = this.#slots[slot] === 0 ? this.#append(text, hashed, slot) : this.#slots[slot]! - 1
    this.#entries[entry * FIELDS + ORDINAL] = ordinal
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
    this.#entries[entry * FIELDS + ORDINAL] = NONE
    this.#entryOf[ordinal] = NONE
  }

  /** The slot of this text, or the free one where it would be. */
  #slotFor(text: string, hashed: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hashed & mask
    while (slots[slot] !== 0 && !this.#says(slots[slot]! - 1, text, hashed)) slot = (slot + 1) & mask
    return slot
  }

  #says(entry: number, text: string, hashed: number): boolean {
    const entries = this.#entries
    const { length } = text
    if (entries[entry * FIELDS + HASH] !== hashed || entries[entry * FIELDS + LENGTH] !== length) return false
    const start = entries[entry * FIELDS + START]!
    const bytes = this.#bytes
    for (let at = 0; at < length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false
    return true
  }

  #append(text: string, hashed: number, slot: number): number {
    const entry = this.#count++
    const start = this.#filled
    this.#filled += text.length
    if (this.#filled > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(this.#filled, this.#bytes.length * 2))
      bytes.set(this.#bytes)
      this.#bytes = bytes
    }
    for (let at = 0; at < text.length; at++) this.#bytes[start + at] = text.charCodeAt(at)
    const record = entry * FIELDS
    if (record + FIELDS > this.#entries.length) this.#entries = grown(this.#entries, record + FIELDS, 0)
    this.#entries[record + START] = start
    this.#entries[record + LENGTH] = text.length
    this.#entries[record + HASH] = hashed
    this.#slots[slot] = entry + 1
    if (this.#count * 2 > this.#slots.length) this.#rehash()
    return entry
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2)
    const mask = this.#slots.length - 1
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = this.#entries[entry * FIELDS + HASH]! & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = entry + 1
    }
  }
}

const lengthOf = (text: string): number => Math.min(text.length, 63)

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

const mix = (mixed: number, code: number): number => Math.imul(mixed ^ code, 0x01000193)
const finish = (mixed: number): number => (mixed ^ (mixed >>> 15)) >>> 0

function grown(from: Uint32Array, atLeast: number, filling: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(Math.max(atLeast, Math.ceil(from.length * 1.5))).fill(filling, from.length)
  to.set(from)
  return to
}
