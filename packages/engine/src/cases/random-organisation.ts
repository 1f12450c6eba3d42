import type {
  ApplicationId,
  AssignmentId,
  EntitlementId,
  ExclusionId,
  IdentityId,
  Instant,
  RoleId,
  RuleId,
  Validity,
} from '@remit/kernel'
import { asId, instant } from '@remit/kernel'
import fc from 'fast-check'
import type { Assignment, Entitlement, Exclusion, Held, IdentityFacts, PolicyFacts, Role, Rule } from '../facts.ts'

/** Organisations for properties: small enough to read when one fails, dense enough that roles, nesting, circles and exclusions meet. */

const ENTITLEMENTS = 8
const ROLES = 6
const DEPARTMENTS = ['finance', 'sales', 'engineering']

export const HORIZON = 100
/** Few different instants, so that windows begin and end together and at `now`. */
export const anyInstant: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: HORIZON / 5 }).map((n) => instant(n * 5))

const entitlementNumber = fc.nat({ max: ENTITLEMENTS - 1 })
const roleNumber = fc.nat({ max: ROLES - 1 })
const entitlementOf = (n: number) => asId<EntitlementId>(`e${n}`)
const roleOf = (n: number) => asId<RoleId>(`r${n}`)

const validity: fc.Arbitrary<Validity> = fc
  .tuple(fc.option(anyInstant), fc.option(anyInstant))
  .filter(([from, until]) => from === null || until === null || from < until)
  .map(([from, until]) => ({ from, until }))

const held: fc.Arbitrary<Held> = fc.oneof(
  roleNumber.map((n) => ({ role: roleOf(n) })),
  entitlementNumber.map((n) => ({ entitlement: entitlementOf(n) })),
)

const level = fc.nat({ max: 3 })
const condition = fc.oneof(
  fc.constantFrom(...DEPARTMENTS).map((name) => `identity.department == "${name}"`),
  level.map((n) => `identity.level >= ${n}`),
  fc
    .tuple(fc.constantFrom(...DEPARTMENTS), level)
    .map(([name, n]) => `identity.department == "${name}" && identity.level >= ${n}`),
  fc.constantFrom('now < identity.certified', 'now >= identity.certified && identity.level >= 1'),
)

export const anyPolicies: fc.Arbitrary<PolicyFacts> = fc
  .record({
    inRole: fc.array(fc.uniqueArray(entitlementNumber, { maxLength: 3 }), { minLength: ROLES, maxLength: ROLES }),
    contains: fc.array(fc.tuple(roleNumber, roleNumber), { maxLength: 7 }),
    nesting: fc.array(fc.tuple(entitlementNumber, entitlementNumber), { maxLength: 6 }),
    rules: fc.array(fc.tuple(condition, fc.uniqueArray(roleNumber, { maxLength: 2 })), { maxLength: 5 }),
  })
  .map(({ inRole, contains, nesting, rules }) => ({
    epoch: 1,
    attributes: [
      { name: 'department', type: 'string' as const },
      { name: 'level', type: 'int' as const },
      { name: 'certified', type: 'timestamp' as const },
    ],
    entitlements: Array.from(
      { length: ENTITLEMENTS },
      (_, n): Entitlement => ({
        id: entitlementOf(n),
        application: asId<ApplicationId>('app'),
        name: `app/e${n}`,
        privileged: false,
      }),
    ),
    roles: inRole.map(
      (named, n): Role => ({
        id: roleOf(n),
        name: `role ${n}`,
        entitlements: named.map(entitlementOf),
        roles: contains.filter(([outer]) => outer === n).map(([, inner]) => roleOf(inner)),
      }),
    ),
    rules: rules.map(
      ([when, gives], n): Rule => ({ id: asId<RuleId>(`rule${n}`), name: `rule ${n}`, when, gives: gives.map(roleOf) }),
    ),
    nesting: nesting.map(([holder, inner]) => ({ holder: entitlementOf(holder), held: entitlementOf(inner) })),
  }))

export const anyIdentity = (n: number): fc.Arbitrary<IdentityFacts> =>
  fc.record({
    id: fc.constant(asId<IdentityId>(`i${n}`)),
    type: fc.constant('employee' as const),
    state: fc.oneof(
      { weight: 6, arbitrary: fc.constant('active' as const) },
      fc.constantFrom('pre-hire' as const, 'on-leave' as const, 'left' as const),
    ),
    attributes: fc.record(
      { department: fc.constantFrom(...DEPARTMENTS), level, certified: anyInstant },
      { requiredKeys: [] },
    ),
    manager: fc.constant(null),
    start: fc.option(anyInstant, { freq: 2 }),
    end: fc.option(anyInstant, { freq: 2 }),
    devices: fc.constant([]),
    assignments: fc.array(fc.tuple(held, validity), { maxLength: 3 }).map((all) =>
      all.map(
        ([gives, window], a): Assignment => ({
          id: asId<AssignmentId>(`a${n}.${a}`),
          gives,
          validity: window,
          origin: 'direct:test',
        }),
      ),
    ),
    exclusions: fc
      .array(fc.tuple(held, validity), { maxLength: 2 })
      .map((all) =>
        all.map(
          ([denies, window], x): Exclusion => ({ id: asId<ExclusionId>(`x${n}.${x}`), denies, validity: window }),
        ),
      ),
  })

export const anyPeople: fc.Arbitrary<IdentityFacts[]> = fc
  .integer({ min: 1, max: 8 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => anyIdentity(n))))
