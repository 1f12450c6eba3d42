import type { DeviceId, Instant } from '@remit/kernel'
import fc from 'fast-check'
import type { AttributeDefinition, AttributeValue, Device } from '../../facts.ts'
import type { RuleFacts } from '../environment.ts'

/** Random organisations for property tests: few names and few values, so that rules meet people. */

export const ATTRIBUTES: readonly AttributeDefinition[] = [
  { name: 'department', type: 'string' },
  { name: 'country', type: 'string' },
  { name: 'level', type: 'int' },
  { name: 'score', type: 'double' },
  { name: 'remote', type: 'bool' },
  { name: 'hired', type: 'timestamp' },
  { name: 'teams', type: 'list<string>' },
]

export const NOW = Date.parse('2026-06-01T00:00:00Z') as Instant
const DAY = 86_400_000

const word = fc.constantFrom('fin', 'finance', 'ops', 'Ops', 'de', '')
const small = fc.integer({ min: -2, max: 3 })
const half = fc.constantFrom(-0.5, 0, 1, 1.5, 3)
const time = fc.integer({ min: -3, max: 3 }).map((days) => (NOW + days * DAY) as Instant)

const device: fc.Arbitrary<Device> = fc.record({
  id: fc.constant('d' as DeviceId),
  trust: fc.constantFrom('unknown', 'registered', 'managed', 'compliant'),
  compliant: fc.boolean(),
  platform: fc.constantFrom('linux', 'macos'),
  lastSeen: fc.option(time),
})

export const facts: fc.Arbitrary<RuleFacts> = fc.record({
  type: fc.constantFrom('employee', 'contractor'),
  state: fc.constantFrom('active', 'on-leave'),
  attributes: fc.record<Record<string, AttributeValue>>(
    {
      department: word,
      country: word,
      level: small,
      score: half,
      remote: fc.boolean(),
      hired: time,
      teams: fc.array(word, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
  manager: fc.option(fc.constantFrom('ada', 'bob')),
  start: fc.option(time),
  end: fc.option(time),
  devices: fc.array(device, { maxLength: 2 }),
})

const quoted = (text: string) => JSON.stringify(text)
const timestamp = time.map((at) => `timestamp("${new Date(at).toISOString()}")`)
const duration = fc.constantFrom('duration("24h")', 'duration("-36h")', 'duration("1h30m")')
const equality = fc.constantFrom('==', '!=')
const order = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
const method = fc.constantFrom('startsWith', 'endsWith', 'contains', 'matches')

const stringTerm = fc.constantFrom(
  'identity.department',
  'identity.country',
  'identity.manager',
  'identity.type',
  'identity.department.lowerAscii()',
  '(identity.country + "x")',
)
const intTerm = fc.oneof(
  fc.constantFrom(
    'identity.level',
    'size(identity.teams)',
    'identity.level + 1',
    '-identity.level',
    'size(identity.department)',
  ),
  small.map(String),
)
const timeTerm = fc.oneof(
  fc.constantFrom('identity.hired', 'identity.start', 'identity.end', 'identity.start + duration("24h")'),
  timestamp,
)

const infix = (left: fc.Arbitrary<string>, operator: fc.Arbitrary<string>, right: fc.Arbitrary<string>) =>
  fc.tuple(left, operator, right).map((parts) => parts.join(' '))

/** Conditions over one attribute, as the condition builder makes them. */
export const simpleCondition: fc.Arbitrary<string> = fc.oneof(
  infix(fc.constantFrom('identity.department', 'identity.country', 'identity.type'), equality, word.map(quoted)),
  infix(fc.constant('identity.level'), order, small.map(String)),
  infix(
    fc.constant('identity.country'),
    fc.constant('in'),
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => JSON.stringify(words)),
  ),
  word.map((text) => `${quoted(text)} in identity.teams`),
  fc.constantFrom('has(identity.department)', '!has(identity.manager)', 'identity.remote', '!identity.remote'),
)

const deviceCondition = fc.oneof(
  fc.constantFrom(
    'd.compliant',
    '!d.compliant',
    'has(d.lastSeen)',
    'd.platform == "linux"',
    'd.trust in ["managed", "compliant"]',
  ),
  infix(fc.constant('now - d.lastSeen'), order, duration),
)

const condition: fc.Arbitrary<string> = fc.oneof(
  simpleCondition,
  fc.tuple(stringTerm, method, word).map(([term, name, text]) => `${term}.${name}(${quoted(text)})`),
  infix(stringTerm, order, stringTerm),
  infix(intTerm, order, fc.oneof(intTerm, fc.constant('identity.score'))),
  infix(
    fc.constant('identity.score'),
    order,
    half.map((n) => n.toFixed(1)),
  ),
  infix(timeTerm, order, timeTerm),
  infix(fc.constant('now'), order, timeTerm),
  infix(
    fc.tuple(timeTerm, duration).map(([at, length]) => `${at} + ${length}`),
    order,
    fc.constant('now'),
  ),
  infix(
    timeTerm.map((at) => `now - ${at}`),
    order,
    duration,
  ),
  infix(
    fc.constant('identity.teams'),
    equality,
    fc.array(word, { maxLength: 2 }).map((words) => JSON.stringify(words)),
  ),
  fc
    .tuple(fc.constantFrom('exists', 'all', 'exists_one'), deviceCondition)
    .map(([macro, body]) => `devices.${macro}(d, ${body})`),
  fc
    .tuple(fc.constantFrom('exists', 'all', 'exists_one'), stringTerm)
    .map(([macro, term]) => `identity.teams.${macro}(t, t == ${term})`),
  fc.constantFrom(
    'size(identity.teams.filter(t, t.startsWith("f"))) > 0',
    '"fin" in identity.teams.map(t, t.lowerAscii())',
    'devices.exists(d, devices.all(e, d.platform == e.platform))',
  ),
)

/** Any rule the checker should accept. */
export const rule: fc.Arbitrary<string> = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    condition,
    fc.tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('rule').map((one) => `!(${one})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
  ),
})).rule
