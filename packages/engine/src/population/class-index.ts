/** Numbers the sets of rules that occur, each set once. */
export class ClassIndex {
  readonly classes: Uint32Array[] = []
  #slots = new Uint32Array(1024)

  /** `rules` are ascending, so equal sets are equal arrays. */
  numberOf(rules: Uint32Array): number {
    const mask = this.#slots.length - 1
    // A slot holds the number plus one: 0 is free.
    let slot = hashOf(rules) & mask
    for (let taken = this.#slots[slot]!; taken !== 0; taken = this.#slots[slot]!) {
      if (sameRules(this.classes[taken - 1]!, rules)) return taken - 1
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.classes.push(rules)
    if (this.classes.length * 2 > this.#slots.length) this.#grow()
    return this.classes.length - 1
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 4)
    const mask = this.#slots.length - 1
    this.classes.forEach((rules, number) => {
      let slot = hashOf(rules) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = number + 1
    })
  }
}

/** FNV-1a over whole ordinals, stirred once more because only the low bits are used. */
function hashOf(rules: Uint32Array): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < rules.length; index++) hash = Math.imul(hash ^ rules[index]!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

function sameRules(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}
