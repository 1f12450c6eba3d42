import { lowestBit } from '../bitmap/index.ts'

/** By number: the rules of the bits of a block. */
export interface BitRules {
  readonly rules: readonly number[]
}

/**
 * Classes of identities, refined step by step: a class is its parent plus the bits of one block that hold.
 * The root, 0, is the class of those for whom nothing holds.
 */
export class ClassTree {
  #parents = new Uint32Array(1024)
  #blocks = new Uint32Array(1024)
  #masks = new Uint32Array(1024)
  #slots = new Uint32Array(4096)
  #size = 1

  /** The class of those of `parent` for whom these bits of this block hold as well. */
  refine(parent: number, block: number, mask: number): number {
    const unsigned = mask >>> 0
    let slot = this.#slotOf(parent, block, unsigned)
    for (let known = this.#slots[slot]!; known !== 0; known = this.#slots[slot]!) {
      if (this.#parents[known] === parent && this.#blocks[known] === block && this.#masks[known] === unsigned)
        return known
      slot = (slot + 1) & (this.#slots.length - 1)
    }
    return this.#add(parent, block, unsigned, slot)
  }

  /** Sorted, each once. */
  rulesOf(leaf: number, blocks: readonly BitRules[]): Uint32Array {
    const rules: number[] = []
    for (let at = leaf; at !== 0; at = this.#parents[at]!) {
      const { rules: byBit } = blocks[this.#blocks[at]!]!
      for (let mask = this.#masks[at]!; mask !== 0; mask &= mask - 1) rules.push(byBit[lowestBit(mask)]!)
    }
    const sorted = Uint32Array.from(rules).sort()
    // A rule with several alternatives may hold by more than one of them.
    return sorted.some((rule, index) => rule === sorted[index - 1])
      ? sorted.filter((rule, index) => rule !== sorted[index - 1])
      : sorted
  }

  #slotOf(parent: number, block: number, mask: number): number {
    let hash = Math.imul(parent ^ Math.imul(block, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(mask, 0xc2b2ae35)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0x2c1b3c6d)
    return (hash ^ (hash >>> 13)) & (this.#slots.length - 1)
  }

  #add(parent: number, block: number, mask: number, slot: number): number {
    const made = this.#size++
    if (made === this.#parents.length) this.#grow()
    this.#parents[made] = parent
    this.#blocks[made] = block
    this.#masks[made] = mask
    if (made * 4 > this.#slots.length) this.#rehash()
    else this.#slots[slot] = made
    return made
  }

  #grow(): void {
    const longer = (short: Uint32Array): Uint32Array<ArrayBuffer> => {
      const long = new Uint32Array(short.length * 2)
      long.set(short)
      return long
    }
    this.#parents = longer(this.#parents)
    this.#blocks = longer(this.#blocks)
    this.#masks = longer(this.#masks)
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 4)
    for (let one = 1; one < this.#size; one++) {
      let slot = this.#slotOf(this.#parents[one]!, this.#blocks[one]!, this.#masks[one]!)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
      this.#slots[slot] = one
    }
  }
}
