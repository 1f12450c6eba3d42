import type { Pick } from './random.ts'

/** How many values of each attribute there are to choose from. Rules a department has: about twenty. */
export interface Variety {
  readonly departments: number
  readonly titles: number
  readonly locations: number
  readonly countries: number
  readonly levels: number
}

export type Mix = 'conjunctive' | 'realistic'

const some = (pick: Pick, prefix: string, of: number, count: number): string =>
  `[${Array.from({ length: count }, () => `"${prefix}${pick(of)}"`).join(', ')}]`

/** About seven of these hold for each identity. */
function conjunction(pick: Pick, of: Variety): string {
  const department = `identity.department == "d${pick(of.departments)}"`
  const kind = pick(10)
  if (kind < 3) return `${department} && identity.type == "employee"`
  if (kind < 7) return `${department} && identity.title in ${some(pick, 't', of.titles, 10)}`
  return `${department} && identity.location in ${some(pick, 'l', of.locations, 10)} && identity.level >= ${pick(8)}`
}

function harder(pick: Pick, of: Variety): string {
  const costCenter = () => pick(of.departments * 4)
  const forms = [
    () =>
      `(identity.department == "d${pick(of.departments)}" || identity.costCenter == "k${costCenter()}") && identity.type == "employee"`,
    () => `identity.costCenter.startsWith("k${10 + pick(90)}") && !(identity.country == "c1")`,
    () => `identity.department in ${some(pick, 'd', of.departments, 2)} && identity.title != "t3"`,
  ]
  return forms[pick(forms.length)]!()
}

function opaque(pick: Pick, of: Variety): string {
  const forms = [
    () =>
      `identity.email.endsWith("@x${pick(3)}.example") && identity.level >= ${8 + pick(2)} && identity.department == "d${pick(of.departments)}"`,
    () => `identity.title < identity.location && identity.country == "c${pick(of.countries)}"`,
    () => `identity.email.endsWith("${100 + pick(900)}@x1.example")`,
  ]
  return forms[pick(forms.length)]!()
}

/**
 * `conjunctive`: as most birthright rules are. `realistic`: 80 % conjunctions, 15 % with or, not, prefixes and lists,
 * 5 % over many-valued or several attributes.
 */
export function ruleOf(mix: Mix, pick: Pick, of: Variety): string {
  const kind = mix === 'conjunctive' ? 0 : pick(100)
  return kind < 80 ? conjunction(pick, of) : kind < 95 ? harder(pick, of) : opaque(pick, of)
}
