import {
  type ApplicationId,
  type AssignmentId,
  asId,
  type EntitlementId,
  type ExclusionId,
  type IdentityId,
  type Instant,
  parseInstant,
  type RoleId,
  type RuleId,
  type Validity,
} from '@remit/kernel'
import type { NearMiss, Obstacle } from '../decision/index.ts'
import type { Reason } from '../derivation/index.ts'
import type { Held, IdentityFacts, PolicyFacts } from '../facts.ts'
import type { CaseWritten, PoliciesWritten, WindowWritten } from './case.ts'

/** @throws RangeError if it is no date: a mistake in a case. */
export function at(date: string): Instant {
  const instant = parseInstant(date)
  if (instant === null) throw new RangeError(`not a date: ${date}`)
  return instant
}

const isEntitlement = (name: string): boolean => name.includes('/')
const held = (name: string): Held =>
  isEntitlement(name) ? { entitlement: asId<EntitlementId>(name) } : { role: asId<RoleId>(name) }
const window = ({ from, until }: WindowWritten): Validity => ({
  from: from === undefined ? null : at(from),
  until: until === undefined ? null : at(until),
})

export function policiesOf(written: PoliciesWritten): PolicyFacts {
  const { attributes = {}, entitlements, roles = {}, rules = {}, nesting = {} } = written
  return {
    epoch: 1,
    attributes: Object.entries(attributes).map(([name, type]) => ({ name, type })),
    entitlements: entitlements.map((name) => ({
      id: asId<EntitlementId>(name),
      application: asId<ApplicationId>(name.slice(0, name.indexOf('/'))),
      name,
      privileged: false,
    })),
    roles: Object.entries(roles).map(([name, inner]) => ({
      id: asId<RoleId>(name),
      name,
      entitlements: inner.filter(isEntitlement).map((each) => asId<EntitlementId>(each)),
      roles: inner.filter((each) => !isEntitlement(each)).map((each) => asId<RoleId>(each)),
    })),
    rules: Object.entries(rules).map(([name, { when, gives }]) => ({
      id: asId<RuleId>(name),
      name,
      when,
      gives: gives.map((role) => asId<RoleId>(role)),
    })),
    nesting: Object.entries(nesting).flatMap(([holder, all]) =>
      all.map((each) => ({ holder: asId<EntitlementId>(holder), held: asId<EntitlementId>(each) })),
    ),
  }
}

/** An active employee without attributes, as far as nothing else is written. */
export function identityOf({ identity = {} }: CaseWritten): IdentityFacts {
  return {
    id: asId<IdentityId>('ada'),
    type: identity.type ?? 'employee',
    state: identity.state ?? 'active',
    attributes: identity.attributes ?? {},
    manager: null,
    start: identity.start === undefined ? null : at(identity.start),
    end: identity.end === undefined ? null : at(identity.end),
    devices: [],
    assignments: Object.entries(identity.assignments ?? {}).map(([name, written]) => ({
      id: asId<AssignmentId>(name),
      gives: held(written.gives),
      validity: window(written),
      origin: `direct:${name}`,
    })),
    exclusions: Object.entries(identity.exclusions ?? {}).map(([name, written]) => ({
      id: asId<ExclusionId>(name),
      denies: held(written.denies),
      validity: window(written),
    })),
  }
}

export function reasonInWords(reason: Reason, entitlement: string): string {
  const origin = reason.via === 'rule' ? `rule ${reason.rule}` : reason.assignment
  return [origin, ...reason.path, ...reason.nesting, entitlement].join(' → ')
}

export const missInWords = ({ reason, obstacles }: NearMiss, entitlement: string): string =>
  `${reasonInWords(reason, entitlement)}: ${obstacles.map(obstacleInWords).join(', ')}`

function obstacleInWords(obstacle: Obstacle): string {
  switch (obstacle.is) {
    case 'lifecycle':
      return obstacle.state
    case 'condition':
      return `${obstacle.text} is ${obstacle.answer}`
    case 'not-yet':
      return `not before ${day(obstacle.from)}`
    case 'over':
      return `over since ${day(obstacle.until)}`
    case 'exclusion':
      return `excluded by ${obstacle.exclusion}`
  }
}

const day = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10)
