import type { RuleFacts, Value } from '../expression/index.ts'

/**
 * One attribute of everybody: a code for each identity, and what the codes stand for.
 * Code 0 is a missing value. Whole lists are values like any other.
 */
export interface Column {
  readonly name: string
  /** By ordinal. Longer than the population; what lies beyond is 0. */
  codes: Uint32Array
  /** By code. */
  readonly values: (Value | undefined)[]
  /** How many identities have the code. */
  readonly counts: number[]
  readonly codeOf: (value: Value | undefined) => number
  /** The code of a value somebody has, or -1. */
  readonly knownCodeOf: (value: Value) => number
  readonly read: (facts: RuleFacts) => Value | undefined
  /** Puts a value where `read` finds it. */
  readonly place: (facts: StandIn, value: Value | undefined) => void
}

/** Facts that are filled column by column, only as far as an expression looks. */
export type StandIn = { -readonly [Part in keyof RuleFacts]: RuleFacts[Part] } & { attributes: Record<string, never> }

export const standIn = (): StandIn => ({
  type: 'employee',
  state: 'active',
  // Without a prototype, so that an attribute may be called anything.
  attributes: Object.create(null) as Record<string, never>,
  manager: null,
  start: null,
  end: null,
  devices: [],
})

type Source = Pick<Column, 'name' | 'read' | 'place'> & {
  /** What makes two values one; the value itself if left out. */
  readonly keyOf?: (value: Value) => string
}

const MOST_LISTS_REMEMBERED = 65_536

export function emptyColumn({ name, read, place, keyOf }: Source): Column {
  const codeByKey = new Map<Value, number>()
  const values: (Value | undefined)[] = [undefined]
  const counts = [0]
  const key = keyOf ?? ((value: Value) => value)
  return {
    name,
    read,
    place,
    codes: new Uint32Array(1024),
    values,
    counts,
    knownCodeOf: (value) => codeByKey.get(key(value)) ?? -1,
    codeOf(value) {
      if (value === undefined) return 0
      const known = codeByKey.get(key(value))
      if (known !== undefined) return known
      // Lists that still differ after so many will mostly go on to: remembering them would cost more than meeting
      // one twice, and no test looks a list up by its value.
      if (keyOf === undefined || codeByKey.size < MOST_LISTS_REMEMBERED) codeByKey.set(key(value), values.length)
      counts.push(0)
      return values.push(value) - 1
    },
  }
}

export function setCode(column: Column, ordinal: number, code: number): void {
  if (ordinal >= column.codes.length) {
    const longer = new Uint32Array(column.codes.length * 2)
    longer.set(column.codes)
    column.codes = longer
  }
  column.codes[ordinal] = code
  column.counts[code]!++
}
