import { Button } from './Button.tsx'
import styles from './ConditionBuilder.module.css'
import { PlusIcon, XIcon } from './icons.ts'
import { ValueField } from './ValueField.tsx'

export interface BuilderCondition {
  readonly attribute: string
  readonly operator: string
  readonly values: readonly string[]
}

export interface BuilderAttribute {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly values: readonly string[]
}

interface ConditionBuilderProps {
  readonly conditions: readonly BuilderCondition[]
  readonly attributes: readonly BuilderAttribute[]
  readonly onChange: (conditions: readonly BuilderCondition[]) => void
  readonly disabled?: boolean
}

type Operators = readonly (readonly [value: string, title: string])[]

const presence: Operators = [
  ['is-set', 'is known'],
  ['is-not-set', 'is not known'],
]
const comparison: Operators = [
  ['is', 'is'],
  ['is-not', 'is not'],
  ['at-least', 'is at least'],
  ['at-most', 'is at most'],
  ...presence,
]
const operators: Readonly<Record<string, Operators>> = {
  string: [
    ['is', 'is'],
    ['is-not', 'is not'],
    ['is-any-of', 'is any of'],
    ['is-none-of', 'is none of'],
    ['starts-with', 'starts with'],
    ['ends-with', 'ends with'],
    ['contains', 'contains'],
    ...presence,
  ],
  int: comparison,
  double: comparison,
  timestamp: [['at-least', 'is at or after'], ['at-most', 'is at or before'], ...presence],
  bool: [['is', 'is'], ...presence],
  'list<string>': [['includes', 'includes'], ...presence],
}

const takesSeveral: readonly string[] = ['is-any-of', 'is-none-of', 'starts-with', 'ends-with', 'contains', 'includes']
const takesNone: readonly string[] = ['is-set', 'is-not-set']

const operatorsOf = (type: string | undefined): Operators => operators[type ?? 'string'] ?? comparison

/** An expression as sentences joined by "and". What cannot be said this way is edited as text. */
export function ConditionBuilder({ conditions, attributes, onChange, disabled }: ConditionBuilderProps) {
  const change = (at: number, condition: BuilderCondition): void => onChange(conditions.with(at, condition))
  return (
    <fieldset className={styles.builder} disabled={disabled}>
      <legend className="visually-hidden">Conditions</legend>
      {conditions.map((condition, at) => {
        const attribute = attributes.find((one) => one.name === condition.attribute)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name of its own; its place is what it is.
          <div key={at} className={styles.row}>
            {at > 0 && <span className={styles.and}>and</span>}
            <select
              aria-label={`Condition ${at + 1}: attribute`}
              className={styles.attribute}
              value={condition.attribute}
              onChange={(event) => {
                const chosen = attributes.find((one) => one.name === event.target.value)
                change(at, {
                  attribute: event.target.value,
                  operator: operatorsOf(chosen?.type)[0]?.[0] ?? 'is',
                  values: [],
                })
              }}
            >
              {!attribute && <option value={condition.attribute}>{condition.attribute}</option>}
              {attributes.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.title}
                </option>
              ))}
            </select>
            <select
              aria-label={`Condition ${at + 1}: comparison`}
              className={styles.operator}
              value={condition.operator}
              onChange={(event) => {
                const operator = event.target.value
                const most = takesNone.includes(operator)
                  ? 0
                  : takesSeveral.includes(operator)
                    ? Number.POSITIVE_INFINITY
                    : 1
                change(at, { ...condition, operator, values: condition.values.slice(0, most) })
              }}
            >
              {operatorsOf(attribute?.type).map(([value, title]) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
            {takesNone.includes(condition.operator) ? (
              <span className={styles.values} />
            ) : (
              <ValueField
                label={`Condition ${at + 1}: value`}
                values={condition.values}
                several={takesSeveral.includes(condition.operator)}
                suggestions={attribute?.type === 'bool' ? ['true', 'false'] : (attribute?.values ?? [])}
                onChange={(values) => change(at, { ...condition, values })}
              />
            )}
            <Button
              look="quiet"
              small
              aria-label={`Remove condition ${at + 1}`}
              icon={<XIcon size={14} />}
              onClick={() => onChange(conditions.toSpliced(at, 1))}
            />
          </div>
        )
      })}
      <div className={styles.row}>
        <Button
          look="quiet"
          small
          icon={<PlusIcon size={14} />}
          onClick={() => {
            const first =
              attributes.find((one) => !conditions.some((condition) => condition.attribute === one.name)) ??
              attributes[0]
            if (first)
              onChange([
                ...conditions,
                { attribute: first.name, operator: operatorsOf(first.type)[0]?.[0] ?? 'is', values: [] },
              ])
          }}
        >
          Condition
        </Button>
      </div>
    </fieldset>
  )
}
