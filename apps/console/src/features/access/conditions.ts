import type { Attribute, Condition, ConditionValue } from '../../lib/contract.ts'
import { spelledOut } from '../../lib/format.ts'
import type { BuilderAttribute, BuilderCondition } from '../../ui/ConditionBuilder.tsx'

/** What everybody has besides the declared attributes. */
const builtIn: readonly Attribute[] = [
  { name: 'type', type: 'string', values: ['employee', 'contractor', 'partner', 'service', 'agent'] },
  { name: 'state', type: 'string', values: ['pre-hire', 'active', 'on-leave', 'left'] },
]

/** The attributes a condition may ask for, by title. */
export const builderAttributes = (declared: readonly Attribute[]): readonly BuilderAttribute[] =>
  [...builtIn.filter((one) => !declared.some(({ name }) => name === one.name)), ...declared]
    .map((one) => ({ name: one.name, type: one.type, title: spelledOut(one.name), values: one.values ?? [] }))
    .toSorted((a, b) => a.title.localeCompare(b.title))

/** As people type it: every value is text. */
export const typed = (condition: Condition): BuilderCondition => ({
  ...condition,
  values: condition.values.map((value) => (typeof value === 'object' ? value.timestamp : String(value))),
})

/** As the server reads it: text becomes what the attribute holds. Half a condition is none and is left out. */
export function written(
  conditions: readonly BuilderCondition[],
  attributes: readonly BuilderAttribute[],
): readonly Condition[] {
  return conditions.flatMap((condition) => {
    const type = attributes.find((one) => one.name === condition.attribute)?.type
    const values = condition.values.map((value) => read(value, type))
    const wantsNone = condition.operator === 'is-set' || condition.operator === 'is-not-set'
    if (wantsNone) return [{ ...condition, values: [] }]
    return values.length === 0 || values.includes(null) ? [] : [{ ...condition, values: values as ConditionValue[] }]
  })
}

function read(text: string, type: string | undefined): ConditionValue | null {
  if (type === 'int' || type === 'double') {
    const number = Number(text)
    return text.trim() === '' || Number.isNaN(number) ? null : number
  }
  if (type === 'bool') return text === 'true'
  if (type === 'timestamp') {
    const at = Date.parse(text)
    return Number.isNaN(at) ? null : { timestamp: new Date(at).toISOString() }
  }
  return text
}

/** What the text editor offers. */
export const completionsOf = (attributes: readonly BuilderAttribute[]) => [
  ...attributes.map((one) => ({ label: `identity.${one.name}`, detail: one.type })),
  { label: 'devices.exists(d, d.compliant)', detail: 'has a compliant device' },
  { label: 'devices.exists(d, d.trust in ["managed", "compliant"])', detail: 'has a managed device' },
  { label: 'now', detail: 'timestamp' },
]
