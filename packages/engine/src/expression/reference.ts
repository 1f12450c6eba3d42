import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { create } from '@bufbuild/protobuf'
import { DurationSchema, timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { Instant } from '@remit/kernel'
import type { Verdict } from './compile.ts'
import type { Environment, ObjectType, RuleFacts, RuleScope, Value, ValueType } from './environment.ts'

const reference = celEnv({ funcs: strings })

/**
 * The slow, standard answer: the text evaluated by `@bufbuild/cel` over the same facts. The oracle of
 * everything else here. Ints become bigints by their declared type, because the library takes numbers for doubles.
 */
export function referenceEvaluate(text: string, environment: Environment, facts: RuleFacts, now: Instant): Verdict {
  const scope: RuleScope = { identity: facts, now }
  const bindings = Object.fromEntries(present(environment.variables, scope))
  const answer = plan(reference, parse(text))(bindings)
  if (isCelError(answer)) return 'unknown'
  return typeof answer === 'boolean' ? answer : 'unknown'
}

function present(fields: ObjectType['fields'], owner: object): [string, CelInput][] {
  const found: [string, CelInput][] = []
  for (const [name, field] of fields) {
    const value = field.read(owner)
    if (value !== undefined) found.push([name, toCel(value, field.type)])
  }
  return found
}

function toCel(value: Value, type: ValueType): CelInput {
  switch (type.is) {
    case 'int':
      return BigInt(value as number)
    case 'timestamp':
      return timestampFromMs(value as number)
    case 'duration':
      return create(DurationSchema, {
        seconds: BigInt(Math.trunc((value as number) / 1000)),
        nanos: ((value as number) % 1000) * 1e6,
      })
    case 'list':
      return (value as readonly Value[]).map((item) => toCel(item, type.of))
    case 'object':
      return new Map(present(type.fields, value as object))
    default:
      return value as CelInput
  }
}
