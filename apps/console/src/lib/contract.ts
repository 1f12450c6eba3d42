/** What the API answers, as the console reads it. Times are ISO 8601 strings. */

export interface Ref {
  readonly id: string
  readonly name: string
}

export interface Person extends Ref {
  readonly displayName: string
}

export type IdentityState = 'pre-hire' | 'active' | 'on-leave' | 'left'

export interface IdentityRow extends Person {
  readonly type: 'employee' | 'contractor' | 'partner' | 'service' | 'agent'
  readonly state: IdentityState
  readonly department: string | null
  readonly title: string | null
  readonly manager: Person | null
  readonly owner: Person | null
  readonly email: string | null
  readonly grants: number
  readonly accounts: number
  readonly start: string | null
  readonly end: string | null
}

export type IdentityDetail = Omit<IdentityRow, 'grants' | 'accounts'> & {
  /** How many have it as manager or owner. */
  readonly reports: number
  readonly attributes: readonly {
    readonly name: string
    readonly title: string
    readonly value: unknown
    readonly type: string
    readonly source: string
    readonly observedAt: string | null
  }[]
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
  readonly identity: Person | null
  readonly nativeId: string
  readonly userName: string
  readonly status: 'active' | 'disabled'
  readonly receives: boolean
  readonly correlatedBy: string | null
  readonly lastUsedAt: string | null
  readonly lastReadAt: string | null
  readonly holdings: number
}

export interface EntitlementRef extends Ref {
  readonly title: string
  readonly application: Ref & { readonly title: string }
  readonly privileged: boolean
  readonly risk: Risk
}

export type Risk = 'low' | 'medium' | 'high'

export interface PathStep {
  readonly kind: 'attribute' | 'rule' | 'assignment' | 'role' | 'entitlement' | 'account'
  readonly id: string
  readonly label: string
  readonly detail: string
}

/** What holds up a grant: a rule that matches, or somebody's decision, with the steps from what is known to the account. */
export interface ReasonInWords {
  readonly kind: 'rule' | 'assignment'
  readonly id: string
  readonly label: string
  readonly until: string | null
  readonly origin: string
  readonly path: readonly PathStep[]
}

export interface Grant {
  readonly entitlement: {
    readonly id: string
    readonly name: string
    readonly title: string
    readonly application: string
    readonly privileged: boolean
    readonly risk: Risk
  }
  readonly state: 'active' | 'suspended'
  readonly until: string | null
  readonly reasons: readonly ReasonInWords[]
  readonly holding: 'confirmed' | 'pending' | 'missing' | 'not-provisioned'
  readonly confirmedAt: string | null
}

export interface TimelineAnswer {
  readonly points: readonly { readonly at: string; readonly grants: number }[]
  readonly events: readonly TimelineEntry[]
}

export interface TimelineEntry {
  readonly entry: string
  readonly at: string
  readonly action: string
  readonly actor: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface Explanation {
  readonly answer: string
  readonly held: boolean
  readonly paths: readonly ReasonInWords[]
  readonly misses: readonly {
    readonly label: string
    readonly firstFailing: string
    readonly path: readonly PathStep[]
  }[]
  readonly counterfactuals: readonly {
    readonly if: string
    readonly then: string
    readonly result: 'keeps' | 'removed'
  }[]
  readonly asOf: string
}

export type HealthState = 'untried' | 'healthy' | 'failing' | 'paused'

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
    /** Identities whose grants still follow a plan that was applied. */
    readonly stillFollowing: number
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
  readonly managedBy: ManagedBy
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
}

export type ManagedBy = 'files' | 'console' | 'import' | 'remit'

export type ApplicationDetail = Application & { readonly settings: Readonly<Record<string, unknown>> }

export type DifferenceKind =
  | 'unjustified-holding'
  | 'missing-holding'
  | 'orphan-account'
  | 'attribute-differs'
  | 'account-missing'
  | 'account-of-leaver'
  | 'access-by-nesting'

export interface Difference {
  readonly id: string
  readonly kind: DifferenceKind
  readonly account: { readonly id: string; readonly userName: string } | null
  readonly identity: Person | null
  readonly entitlement: (Ref & { readonly title: string }) | null
  readonly classification: string
  readonly foundAt: string
}

/** What adopting or removing would do; the hash asks for exactly that. */
export interface DeedPreview {
  readonly deed: 'adopt' | 'remove'
  readonly hash: string
  readonly count: number
  readonly people: number
  /** Chosen, and not to be dealt with this way. */
  readonly leftOut: number
  readonly ids: readonly string[]
  readonly brake: { readonly tripped: boolean; readonly message: string }
}

export interface ImportRun {
  readonly id: string
  readonly state: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly problem: string | null
  /** Paused: names exactly what it would take away. */
  readonly listHash: string | null
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
  readonly entitlement: (Ref & { readonly title: string }) | null
  readonly state: OperationState
  readonly attempts: number
  readonly nextTryAt: string | null
  readonly lastOutcome: string | null
  /** Why it is made, as a sentence; the entry behind it says everything. */
  readonly cause: string | null
  readonly causeEntry: string
  readonly createdAt: string
  readonly settledAt: string | null
  /** For a person: what to do. */
  readonly instructions: string | null
}

export type OperationDetail = Operation & {
  readonly asked: unknown
  readonly said: unknown
  readonly history: readonly {
    readonly at: string
    readonly action: string
    readonly actor: string
    readonly why: string | null
  }[]
}

export interface EntitlementRow extends EntitlementRef {
  readonly type: string
  readonly owner: Person | null
  readonly labels: readonly string[]
  /** Who has it in the application, as it was last read. */
  readonly holders: number
  readonly description: string | null
  readonly level: string | null
  readonly resource: { readonly id: string; readonly name: string; readonly type: string } | null
  /** `false`: declared, and not found in the application. */
  readonly present: boolean
  readonly managedBy: ManagedBy
}

type TitledRef = Ref & { readonly title: string }
export type NestedRef = TitledRef & { readonly relation: string; readonly inherits: boolean }

export type EntitlementDetail = EntitlementRow & {
  readonly holds: readonly NestedRef[]
  readonly heldBy: readonly NestedRef[]
  readonly roles: readonly TitledRef[]
}

export interface Holder {
  readonly identity: Person & { readonly type: string; readonly department: string | null }
  readonly reasons: readonly { readonly kind: 'rule' | 'assignment'; readonly label: string }[]
}

export interface RoleRow extends Ref {
  readonly title: string
  readonly description: string | null
  readonly owner: Person | null
  readonly risk: Risk
  readonly labels: readonly string[]
  readonly members: number
  readonly managedBy: ManagedBy
  readonly entitlements: number
  readonly rules: number
}

export type Role = Omit<RoleRow, 'entitlements' | 'rules'> & {
  readonly entitlements: readonly EntitlementRef[]
  readonly roles: readonly TitledRef[]
  readonly containedBy: readonly TitledRef[]
  readonly rules: readonly TitledRef[]
}

export interface Rule extends Ref {
  readonly title: string
  readonly description: string
  readonly when: string
  /** Names of roles. */
  readonly gives: readonly string[]
  /** Name of the identity that answers for it. */
  readonly owner: string | null
  readonly matches: number
  readonly managedBy: ManagedBy
}

export type ConditionValue = string | number | boolean | { readonly timestamp: string }

export interface Condition {
  readonly attribute: string
  readonly operator: string
  readonly values: readonly ConditionValue[]
}

export interface Attribute {
  readonly name: string
  readonly type: 'string' | 'int' | 'double' | 'bool' | 'timestamp' | 'list<string>'
  readonly description?: string
  readonly values?: readonly string[]
}

export interface ExpressionCheck {
  readonly ok: boolean
  /** `null`: only the text can say it. */
  readonly conditions: readonly Condition[] | null
  readonly text: string
  readonly matches: number | null
  readonly problems: readonly {
    readonly line: number
    readonly column: number
    readonly message: string
    readonly severity: 'error' | 'warning'
  }[]
}

export interface PlanChange {
  readonly kind: string
  readonly name: string
  readonly document: unknown
}

export interface PlanEffect {
  readonly identity: Person
  readonly entitlement: Ref
  readonly why: string
}

export type PlanState = 'draft' | 'waiting' | 'applied' | 'reverted' | 'discarded'

export interface PlanImpact {
  readonly people: number
  readonly gains: number
  readonly losses: number
  readonly unchanged: number
  readonly bootstrap: boolean
  readonly perApplication: readonly {
    readonly application: string
    readonly gains: number
    readonly losses: number
    readonly grants: number
  }[]
}

export interface TrippedBrake {
  readonly brake: string
  readonly direction: 'gains' | 'losses'
  readonly effects: number
  readonly allowed: number
  readonly sentence: string
}

export interface PlanFinding {
  readonly check: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly kind: string
  readonly name: string
  readonly at: string
  readonly message: string
  readonly file?: string
  readonly line?: number
}

/** What would happen, shown only: nothing is kept of it. */
export interface Preview {
  readonly findings: readonly PlanFinding[]
  readonly impact: PlanImpact & {
    readonly sample: { readonly gains: readonly PlanEffect[]; readonly losses: readonly PlanEffect[] }
  }
  readonly brakes: readonly TrippedBrake[]
  readonly needs: readonly string[]
  readonly needsSecondPerson: boolean
}

export interface Plan {
  readonly id: string
  readonly hash: string
  readonly title: string
  readonly state: PlanState
  readonly steps: readonly {
    readonly kind: string
    readonly name: string
    readonly change: 'create' | 'change' | 'remove'
    readonly before: unknown
    readonly after: unknown
  }[]
  readonly findings: readonly PlanFinding[]
  readonly impact: PlanImpact
  /** Why a second person must apply it; empty: whoever made it may. */
  readonly needs: readonly string[]
  readonly needsSecondPerson: boolean
  readonly madeAt: string
  readonly madeBy: string
  readonly appliedAt: string | null
  readonly appliedBy: string | null
  readonly reverts: string | null
  /** Identities whose grants still follow it. */
  readonly stillFollowing?: number
}

export type PlanRow = Omit<Plan, 'steps'> & { readonly steps: number }

export interface Source {
  readonly name: string
  readonly title: string
  readonly connector: string
  readonly rank: number
  readonly mode: string
  readonly absence: 'report' | 'leaver'
  readonly managedBy: ManagedBy
  readonly records: number
  readonly missing: number
  readonly waiting: number
  readonly lastRun: SourceRun | null
}

export type RunState = 'reading' | 'applying' | 'applied' | 'unchanged' | 'refused' | 'paused' | 'discarded'

export interface SourceRun {
  readonly id: string
  readonly source: string
  readonly state: RunState
  readonly mode: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly counts: Readonly<Record<string, number>>
  /** Refused or paused: why, in a sentence. */
  readonly why: string | null
  /** Paused: names exactly what would be released. */
  readonly listHash: string | null
  readonly job: string | null
}

export type RunDetail = SourceRun & {
  readonly problems: readonly { readonly at: string; readonly problem: string }[]
  readonly sample: readonly {
    readonly key: string
    readonly change: string
    readonly said: { readonly name?: string; readonly displayName?: string } | null
  }[]
}

export interface CorrelationCase {
  readonly id: string
  readonly source: string
  readonly key: string
  readonly displayName: string
  readonly state: 'open' | 'decided'
  readonly why: string
  readonly said: Readonly<Record<string, unknown>>
  readonly candidates: readonly CaseCandidate[]
  readonly openedAt: string
  readonly decidedAt: string | null
  readonly decision: { readonly as: 'merge' | 'separate'; readonly identity: string; readonly by: string } | null
}

export interface CaseCandidate {
  readonly identity: string
  readonly name: string
  readonly displayName: string
  readonly evidence: readonly {
    readonly field: string
    readonly theirs: string
    readonly ours: string
    readonly same: boolean
  }[]
}

export interface DeviceRow {
  readonly id: string
  readonly name: string
  readonly platform: string
  readonly owner: Person | null
  readonly trust: 'unknown' | 'registered' | 'managed' | 'compliant'
  readonly compliant: boolean
  readonly lastSeenAt: string | null
  /** Silent for thirty days or more. */
  readonly stale: boolean
  readonly source: string
}

export interface LedgerEntry {
  readonly id: string
  /** `null`: not sealed yet. */
  readonly leafIndex: number | null
  readonly at: string
  readonly actor: { readonly kind: string; readonly name: string }
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  /** The entry that brought this one about. */
  readonly cause: string | null
  readonly sentence: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface Checkpoint {
  readonly size: number
  readonly at: string | null
  /** The signed text, as others verify it. */
  readonly note: string | null
}

export interface LedgerVerdict {
  readonly ok: boolean
  readonly entries: number
  readonly checkpoints: number
  readonly problems: readonly string[]
}

export interface Operator {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly permissions: readonly string[]
}
