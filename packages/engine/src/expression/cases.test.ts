import { readFileSync } from 'node:fs'
import { type Instant, parseInstant, toIso } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { AttributeDefinition, AttributeValue, Device } from '../facts.ts'
import {
  checkExpression,
  compileClosure,
  nextTimeBoundary,
  parseExpression,
  type RuleFacts,
  referenceEvaluate,
  ruleEnvironment,
  uses,
} from './index.ts'
import { checked } from './testing/checked.ts'

const ATTRIBUTES: readonly AttributeDefinition[] = [
  { name: 'department', type: 'string', values: ['finance', 'ops', 'legal'] },
  { name: 'country', type: 'string' },
  { name: 'level', type: 'int' },
  { name: 'score', type: 'double' },
  { name: 'hired', type: 'timestamp' },
  { name: 'teams', type: 'list<string>' },
  { name: 'constructor', type: 'string' },
]
const environment = ruleEnvironment(ATTRIBUTES)
const NOW = parseInstant('2026-06-01T00:00:00Z')!

interface RefusedCase {
  readonly when: string
  readonly refused: string
  readonly at?: string
  readonly says?: string
}

interface DecidedCase {
  readonly why?: string
  readonly when: string
  readonly person: Readonly<Record<string, AttributeValue>>
  readonly devices?: readonly (Omit<Device, 'lastSeen'> & { readonly lastSeen: string })[]
  readonly holds: boolean | 'unknown'
  readonly until?: string
}

const casesIn = <Case>(file: string): Case[] =>
  parse(readFileSync(new URL(`../cases/expression/${file}`, import.meta.url), 'utf8')) as Case[]

function refusalOf(text: string) {
  const parsed = parseExpression(text)
  const result = parsed.ok ? checkExpression(parsed.value, environment) : parsed
  if (result.ok) throw new Error(`accepted: ${text}`)
  return result
}

describe('an expression that means nothing', () => {
  it.each(casesIn<RefusedCase>('refused.yaml'))('is refused with advice: $when', ({ when, refused, at, says }) => {
    const { refusal, detail, at: found } = refusalOf(when)
    expect(refusal).toBe(refused)
    expect(detail).toContain(says ?? '')
    expect(`${found.line}:${found.column}`).toMatch(new RegExp(`^${at ?? ''}`))
  })

  it('hears of everything that is wrong at once', () => {
    const { problems } = refusalOf('identity.contry == "de" && identity.level == "x"')
    expect(problems.map((problem) => problem.refusal)).toEqual(['expression.unknown-name', 'expression.type'])
  })
})

describe('an expression that means something', () => {
  it.each(casesIn<DecidedCase>('decided.yaml'))('decides: $when $why', ({ when, person, devices, holds, until }) => {
    const hired = typeof person.hired === 'string' ? { hired: parseInstant(person.hired)! } : {}
    const facts: RuleFacts = {
      type: 'employee',
      state: 'active',
      attributes: { ...person, ...hired },
      manager: null,
      start: null,
      end: null,
      devices: (devices ?? []).map((one) => ({ ...one, lastSeen: parseInstant(one.lastSeen) })),
    }
    const one = checked(when, environment)
    expect(compileClosure(one)(facts, NOW)).toBe(holds)
    expect(referenceEvaluate(when, environment, facts, NOW)).toBe(holds)
    const boundary = nextTimeBoundary(one, facts, NOW)
    expect(boundary && toIso(boundary)).toBe(until === undefined ? null : toIso(parseInstant(until) as Instant))
  })

  it('warns of a value that nobody has', () => {
    const { warnings } = checked('identity.department in ["finance", "leagl"]', environment)
    expect(warnings).toEqual([
      {
        at: { line: 1, column: 36 },
        detail: '"leagl" is not a declared value of department. Did you mean "legal"? There are: finance, ops, legal.',
      },
    ])
    expect(checked('identity.department == "legal"', environment).warnings).toEqual([])
  })

  it('tells what its answer depends on', () => {
    const text =
      'has(identity.level) && identity.type == "employee" && devices.all(d, now < d.lastSeen + duration("1h"))'
    expect(uses(checked(text, environment))).toEqual({ attributes: ['level', 'type'], devices: true, now: true })
    expect(uses(checked('true', environment))).toEqual({ attributes: [], devices: false, now: false })
  })
})
