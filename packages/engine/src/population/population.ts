import {
  BUILT_IN_FIELDS,
  type Environment,
  type Field,
  type RuleFacts,
  ruleEnvironment,
  type Value,
} from '../expression/index.ts'
import type { AttributeDefinition, Device } from '../facts.ts'
import { type Column, emptyColumn, type StandIn, setCode } from './column.ts'

/** Everybody, column by column. Ordinals are given in the order of arrival. */
export interface Population {
  readonly environment: Environment
  readonly columns: readonly Column[]
  size: number
}

/**
 * Takes identities one by one, so that a million never stand in memory as objects. A value that nobody has
 * any more stays in its dictionary: build anew from time to time.
 */
export function buildPopulation(
  definitions: readonly AttributeDefinition[],
  identities: Iterable<RuleFacts>,
): Population {
  const environment = ruleEnvironment(definitions)
  const identity = environment.variables.get('identity')!.type
  const fields = identity.is === 'object' ? [...identity.fields.values()] : []
  const population: Population = { environment, columns: [...fields.map(columnOf), devicesColumn()], size: 0 }
  for (const facts of identities) admit(population, facts)
  return population
}

/** The ordinal of the newcomer. */
export function admit(population: Population, facts: RuleFacts): number {
  const ordinal = population.size++
  for (const column of population.columns) setCode(column, ordinal, column.codeOf(column.read(facts)))
  return ordinal
}

/** @throws RangeError if nobody has this ordinal: a caller's bug. */
export function replace(population: Population, ordinal: number, facts: RuleFacts): void {
  if (ordinal < 0 || ordinal >= population.size) throw new RangeError(`no identity has the ordinal ${ordinal}`)
  for (const column of population.columns) {
    column.counts[column.codes[ordinal]!]!--
    setCode(column, ordinal, column.codeOf(column.read(facts)))
  }
}

/** Fills the columns of this identity into facts that an expression can read. */
export function fill(facts: StandIn, columns: readonly Column[], ordinal: number): void {
  for (const column of columns) column.place(facts, column.values[column.codes[ordinal]!])
}

const builtIns: ReadonlySet<Field> = new Set(BUILT_IN_FIELDS)

function columnOf(field: Field): Column {
  const { name } = field
  const place = builtIns.has(field)
    ? (facts: StandIn, value: Value | undefined) => {
        ;(facts as unknown as Record<string, unknown>)[name] = value ?? null
      }
    : (facts: StandIn, value: Value | undefined) => {
        facts.attributes[name] = value as never
      }
  return emptyColumn({
    name: `identity.${name}`,
    read: field.read,
    place,
    ...(field.type.is === 'list' ? { keyOf: (value: Value) => JSON.stringify(value) } : {}),
  })
}

/** What rules can see of the devices makes one value: most people have none, or one of few kinds. */
function devicesColumn(): Column {
  return emptyColumn({
    name: 'devices',
    read: (facts) => (facts.devices.length === 0 ? undefined : facts.devices),
    place(facts, value) {
      facts.devices = (value ?? []) as readonly Device[]
    },
    keyOf: (value) => (value as readonly Device[]).map(visiblePart).join(),
  })
}

const visiblePart = ({ trust, compliant, platform, lastSeen }: Device): string =>
  `${trust} ${compliant} ${lastSeen} ${JSON.stringify(platform)}`
