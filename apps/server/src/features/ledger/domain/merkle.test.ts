import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY, grow, leafHash, rootOf } from './merkle.ts'

/** RFC 9162 §2.1.1 as it is written: split at the largest power of two below n. */
function slowly(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(slowly(leaves.slice(0, k)))
    .update(slowly(leaves.slice(k)))
    .digest()
}

describe('the tree kept as peaks', () => {
  it('has the root that RFC 9162 defines, however the leaves came', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 9 }), { maxLength: 12 }), (batches) => {
        let tree = EMPTY
        for (const batch of batches) tree = grow(tree, batch.map(leafHash))
        expect(rootOf(tree)).toEqual(slowly(batches.flat().map(leafHash)))
        expect(tree.size).toBe(batches.flat().length)
      }),
    )
  })

  it('knows the published root of the empty tree', () => {
    expect(rootOf(EMPTY).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})
