/** A dense set of ordinals: bit `n` of the words stands for the ordinal `n`. Sets that meet have one capacity. */
export type Bitmap = Uint32Array

/** An empty set with room for the ordinals below `capacity`. */
export const emptyBitmap = (capacity: number): Bitmap => new Uint32Array(Math.ceil(capacity / 32))

export function bitmapOf(capacity: number, ordinals: Iterable<number>): Bitmap {
  const bitmap = emptyBitmap(capacity)
  for (const ordinal of ordinals) include(bitmap, ordinal)
  return bitmap
}

export function include(bitmap: Bitmap, ordinal: number): void {
  bitmap[ordinal >>> 5]! |= 1 << (ordinal & 31)
}

export function exclude(bitmap: Bitmap, ordinal: number): void {
  bitmap[ordinal >>> 5]! &= ~(1 << (ordinal & 31))
}

/** Ordinals beyond the capacity are not in it. */
export const includes = (bitmap: Bitmap, ordinal: number): boolean =>
  ((bitmap[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0

export const and = (a: Bitmap, b: Bitmap): Bitmap => a.map((word, index) => word & b[index]!)
export const or = (a: Bitmap, b: Bitmap): Bitmap => a.map((word, index) => word | b[index]!)
export const andNot = (a: Bitmap, b: Bitmap): Bitmap => a.map((word, index) => word & ~b[index]!)

export function countOf(bitmap: Bitmap): number {
  let count = 0
  for (let index = 0; index < bitmap.length; index++) count += onesIn(bitmap[index]!)
  return count
}

/** How many both hold, without making the set of them. */
export function countOfBoth(a: Bitmap, b: Bitmap): number {
  let count = 0
  for (let index = 0; index < a.length; index++) count += onesIn(a[index]! & b[index]!)
  return count
}

/** In ascending order. */
export function* membersOf(bitmap: Bitmap): Generator<number> {
  for (let index = 0; index < bitmap.length; index++)
    for (let word = bitmap[index]!; word !== 0; word &= word - 1) yield (index << 5) + lowestBit(word)
}

/** The number of the lowest bit that is set; -1 if none is. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
