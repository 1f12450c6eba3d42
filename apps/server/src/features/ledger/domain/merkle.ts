import { createHash } from 'node:crypto'

/** The Merkle tree of RFC 9162 §2.1, kept as its peaks: the roots of the full subtrees, left to right. */
export interface Tree {
  readonly size: number
  readonly peaks: readonly Buffer[]
}

export const EMPTY: Tree = { size: 0, peaks: [] }

const sha256 = (...parts: (Buffer | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

export const leafHash = (body: string): Buffer => sha256(LEAF, Buffer.from(body, 'utf8'))
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(NODE, left, right)

/** The tree with these leaves added: each new leaf merges as many peaks as the old size ends in binary ones. */
export function grow(tree: Tree, leaves: Iterable<Buffer>): Tree {
  const peaks = [...tree.peaks]
  let size = tree.size
  for (const leaf of leaves) {
    let peak = leaf
    for (let ones = size; ones % 2 === 1; ones = Math.floor(ones / 2)) peak = nodeHash(peaks.pop()!, peak)
    peaks.push(peak)
    size++
  }
  return { size, peaks }
}

/** MTH of RFC 9162: of no leaves, the hash of nothing. */
export function rootOf(tree: Tree): Buffer {
  if (tree.peaks.length === 0) return sha256()
  return tree.peaks.reduceRight((right, left) => nodeHash(left, right))
}
