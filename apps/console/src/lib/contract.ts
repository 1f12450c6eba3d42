/** What the API answers, as the console reads it. Times are ISO 8601 strings. */

export interface Ref {
  readonly id: string
  readonly name: string
}

export interface Person extends Ref {
  readonly displayName: string
}

export type IdentityState = 'planned' | 'active' | 'leave' | 'suspended' | 'left'

export interface IdentityRow extends Person {
  readonly type: 'employee' | 'contractor' | 'partner' | 'service' | 'agent'
  readonly state: IdentityState
  readonly department: string | null
  readonly title: string | null
  readonly manager: Person | null
  readonly email: string | null
  readonly grants: number
  readonly accounts: number
  readonly start: string | null
  readonly end: string | null
}

export interface Identity extends IdentityRow {
  readonly owner: Person | null
  readonly attributes: readonly {
    readonly name: string
    readonly value: unknown
    readonly type: string
    readonly source: string
    readonly observedAt: string
  }[]
  readonly devices: readonly DeviceRow[]
  readonly lifecycle: {
    readonly state: IdentityState
    readonly start: string | null
    readonly end: string | null
    readonly zone: string
  }
}

export interface Account {
  readonly id: string
  readonly application: Ref & { readonly title: string }
  readonly nativeId: string
  readonly userName: string
  readonly status: string
  readonly lastReadAt: string | null
  readonly receives: boolean
  readonly identity?: Person | null
}

export type IdentityDetail = Omit<Identity, 'accounts'> & { readonly accounts: readonly Account[] }

export interface EntitlementRef extends Ref {
  readonly title: string
  readonly application: Ref & { readonly title: string }
  readonly privileged: boolean
  readonly risk: Risk
}

export type Risk = 'low' | 'medium' | 'high' | 'critical'

export interface PathStep {
  readonly kind: 'attribute' | 'rule' | 'assignment' | 'role' | 'entitlement' | 'account'
  readonly id: string
  readonly label: string
  readonly detail: string | null
  readonly source?: string | null
  readonly observedAt?: string | null
  readonly state?: 'known' | 'unknown'
}

export interface Grant {
  readonly entitlement: EntitlementRef
  readonly state: 'active' | 'suspended'
  readonly since: string | null
  readonly until: string | null
  readonly reasons: readonly {
    readonly kind: 'rule' | 'assignment'
    readonly name: string
    readonly label: string
    readonly path: readonly PathStep[]
    readonly until: string | null
    readonly origin: string | null
  }[]
  readonly holding: 'confirmed' | 'pending' | 'missing' | 'not-provisioned'
  readonly confirmedAt: string | null
}

export interface TimelineAnswer {
  readonly points: readonly { readonly at: string; readonly grants: number }[]
  readonly events: readonly {
    readonly at: string
    readonly kind: string
    readonly title: string
    readonly detail: string | null
    readonly entry: string | null
  }[]
}

export interface Explanation {
  readonly answer: string
  readonly held: boolean
  readonly paths: readonly {
    readonly label: string
    readonly kind: 'rule' | 'assignment'
    readonly steps: readonly PathStep[]
  }[]
  readonly misses: readonly { readonly label: string; readonly firstFailing: string }[]
  readonly counterfactuals: readonly {
    readonly if: string
    readonly then: string
    readonly result: 'keeps' | 'removed'
  }[]
  readonly coverage: { readonly asOf: string; readonly oldest: string | null; readonly unknowns: readonly string[] }
}

export type HealthState = 'healthy' | 'late' | 'failing' | 'stopped' | 'never-run'

export interface Overview {
  readonly organisation: string
  readonly counts: {
    readonly identities: number
    readonly active: number
    readonly grants: number
    readonly applications: number
    readonly roles: number
    readonly rules: number
    readonly openOperations: number
    readonly driftFindings: number
  }
  readonly attention: readonly {
    readonly kind: string
    readonly severity: 'high' | 'medium' | 'low'
    readonly title: string
    readonly detail: string
    readonly href: string
  }[]
  readonly applications: readonly {
    readonly id: string
    readonly name: string
    readonly title: string
    readonly health: { readonly state: HealthState; readonly message: string | null }
    readonly lastImportAt: string | null
    readonly matches: number | null
    readonly waiting: number
  }[]
  readonly changes: readonly { readonly day: string; readonly opened: number; readonly closed: number }[]
}

export interface Application extends Ref {
  readonly title: string
  readonly connector: string
  readonly managedBy: 'files' | 'console'
  readonly health: { readonly state: HealthState; readonly since: string | null; readonly message: string | null }
  readonly circuit: 'closed' | 'open' | 'half-open'
  readonly schedule: string | null
  readonly lastImportAt: string | null
  readonly owner: Person | null
  readonly counts: {
    readonly accounts: number
    readonly entitlements: number
    readonly holdings: number
    readonly orphans: number
    readonly unjustified: number
    readonly missing: number
  }
  readonly settings?: Readonly<Record<string, unknown>>
}

export interface Difference {
  readonly id: string
  readonly kind: 'unjustified-holding' | 'missing-holding' | 'orphan-account' | 'attribute-differs'
  readonly account: { readonly id: string; readonly userName: string } | null
  readonly identity: Person | null
  readonly entitlement: { readonly id: string; readonly title: string } | null
  readonly foundAt: string
  readonly classification: string | null
}

export type OperationState =
  | 'waiting'
  | 'running'
  | 'later'
  | 'declined'
  | 'unknown'
  | 'done'
  | 'verified'
  | 'superseded'
  | 'manual'

export interface Operation {
  readonly id: string
  readonly application: Ref & { readonly title: string }
  readonly account: { readonly id: string; readonly userName: string } | null
  readonly identity: Person | null
  readonly kind: string
  readonly entitlement: { readonly id: string; readonly title: string } | null
  readonly state: OperationState
  readonly attempts: number
  readonly nextTryAt: string | null
  readonly lastOutcome: string | null
  readonly cause: string | null
  readonly createdAt: string
}

export interface EntitlementRow extends EntitlementRef {
  readonly type: string
  readonly owner: Person | null
  readonly labels: readonly string[]
  readonly holders: number
  readonly description: string | null
}

export interface Holder {
  readonly identity: Person
  readonly since: string | null
  readonly until: string | null
  readonly path: string
  readonly kind: 'rule' | 'assignment'
}

export interface Role extends Ref {
  readonly title: string
  readonly description: string | null
  readonly owner: Person | null
  readonly members: number
  readonly entitlements: readonly EntitlementRef[]
  readonly roles: readonly (Ref & { readonly title: string })[]
  readonly rules: readonly (Ref & { readonly title: string })[]
  readonly managedBy: 'files' | 'console'
}

export type RoleRow = Omit<Role, 'entitlements' | 'roles' | 'rules'> & {
  readonly entitlements: number
  readonly rules: number
}

export interface Rule extends Ref {
  readonly title: string
  readonly description: string | null
  readonly when: string
  readonly gives: readonly string[]
  readonly grace: string | null
  readonly owner: Person | null
  readonly matches: number
  readonly state: 'in-force' | 'paused'
  readonly managedBy: 'files' | 'console'
  readonly changedAt: string | null
  readonly document: Readonly<Record<string, unknown>>
}

export interface Condition {
  readonly attribute: string
  readonly operator: string
  readonly values: readonly string[]
}

export interface Attribute {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly values: readonly string[]
}

export interface ExpressionCheck {
  readonly ok: boolean
  readonly type: string | null
  readonly conditions: readonly Condition[] | null
  readonly text: string
  readonly matches: number | null
  readonly problems: readonly {
    readonly line: number
    readonly column: number
    readonly message: string
    readonly severity: 'error' | 'warning'
  }[]
  readonly completions: readonly { readonly label: string; readonly detail?: string }[]
}

export interface PlanChange {
  readonly kind: string
  readonly name: string
  readonly document: unknown
}

export interface PlanEffect {
  readonly identity: Person & { readonly title?: string | null }
  readonly entitlement: { readonly id: string; readonly title: string; readonly application: string }
  readonly why: string
}

export interface Plan {
  readonly id: string
  readonly hash: string
  readonly state?: 'draft' | 'waiting' | 'applied' | 'reverted' | 'superseded'
  readonly author?: Person | null
  readonly createdAt?: string
  readonly appliedAt?: string | null
  readonly title?: string
  readonly steps: readonly {
    readonly kind: string
    readonly name: string
    readonly change: 'create' | 'change' | 'remove'
    readonly before: unknown
    readonly after: unknown
  }[]
  readonly findings: readonly {
    readonly check: string
    readonly severity: 'error' | 'warning' | 'info'
    readonly file: string | null
    readonly line: number | null
    readonly message: string
  }[]
  readonly impact: {
    readonly people: number
    readonly gains: number
    readonly losses: number
    readonly unchanged: number
    readonly perApplication: readonly {
      readonly application: string
      readonly gains: number
      readonly losses: number
    }[]
    readonly sample: { readonly gains: readonly PlanEffect[]; readonly losses: readonly PlanEffect[] }
  }
  readonly brake: {
    readonly tripped: boolean
    readonly limit: string
    readonly share: number
    readonly message: string
  }
  readonly needsSecondPerson: boolean
}

export interface PlanRow {
  readonly id: string
  readonly title: string
  readonly state: 'draft' | 'waiting' | 'applied' | 'reverted' | 'superseded'
  readonly author: Person | null
  readonly createdAt: string
  readonly appliedAt: string | null
  readonly steps: number
  readonly gains: number
  readonly losses: number
}

export interface Source extends Ref {
  readonly title: string
  readonly kind: string
  readonly connector: string
  readonly managedBy: 'files' | 'console'
  readonly health: { readonly state: HealthState; readonly since: string | null; readonly message: string | null }
  readonly schedule: string | null
  readonly lastRunAt: string | null
  readonly records: number
  readonly absence: 'report' | 'leaver'
  readonly pausedRun: string | null
}

export interface SourceRun {
  readonly id: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly state: 'running' | 'done' | 'paused' | 'failed'
  readonly read: number
  readonly created: number
  readonly changed: number
  readonly left: number
  readonly problems: readonly { readonly record: string; readonly message: string }[]
  readonly brake: {
    readonly message: string
    readonly limit: string
    readonly listHash: string
    readonly effects: readonly { readonly title: string; readonly count: number }[]
    readonly sample: readonly { readonly name: string; readonly displayName: string; readonly what: string }[]
  } | null
}

export interface CorrelationCase {
  readonly id: string
  readonly source: string
  readonly state: 'open' | 'merged' | 'separate' | 'undone'
  readonly openedAt: string
  readonly record: {
    readonly key: string
    readonly displayName: string
    readonly attributes: Readonly<Record<string, string>>
  }
  readonly candidates: readonly {
    readonly identity: Person
    readonly score: number
    readonly attributes: Readonly<Record<string, string>>
    readonly evidence: readonly {
      readonly attribute: string
      readonly agrees: 'yes' | 'close' | 'no' | 'unknown'
      readonly note: string
    }[]
  }[]
  readonly decidedBy: string | null
  readonly decidedAt: string | null
}

export interface DeviceRow {
  readonly id: string
  readonly name: string
  readonly platform: string
  readonly owner: Person | null
  readonly trust: 'unknown' | 'registered' | 'managed' | 'compliant'
  readonly compliant: boolean | null
  readonly lastSeenAt: string | null
  readonly source: string
}

export interface LedgerEntry {
  readonly id: string
  readonly leafIndex: number | null
  readonly at: string
  readonly actor: { readonly kind: string; readonly name: string }
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string } | null
  readonly sentence: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly before?: unknown
  readonly after?: unknown
  readonly leafHash?: string
}

export interface Checkpoint {
  readonly size: number
  readonly rootHash: string
  readonly signedAt: string
  readonly keyId: string
}

export interface Job {
  readonly id: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly progress: { readonly done: number; readonly total: number | null; readonly phase: string }
  readonly result: unknown
}

export interface Operator {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly permissions: readonly string[]
}
