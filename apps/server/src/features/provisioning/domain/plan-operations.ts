import type { LifecycleState } from '@remit/engine'
import type { AccountId, EntitlementId, OperationId } from '@remit/kernel'
import { mayHaveHappened, OPPOSITE, type OperationKind, type OperationState, type Payload } from './operation.ts'

/** What is known of one identity in one application, and what should be. */
export interface Situation {
  readonly state: LifecycleState
  /** Entitlements whose grant has a reason of its own here: what nesting gives, the target gives by itself. */
  readonly wanted: ReadonlySet<EntitlementId>
  readonly accounts: readonly {
    readonly id: AccountId
    readonly receives: boolean
    readonly status: 'active' | 'disabled'
    /** What is mapped and is another than in the target. */
    readonly differs: Payload['attributes'] | null
    /** Whether it was Remit that disabled it: what somebody else disabled stays so. */
    readonly disabledByRemit: boolean
  }[]
  /** By account; of the identity itself where the application says so (`tie`). `made`: by Remit. */
  readonly holdings: readonly {
    readonly account: AccountId | null
    readonly entitlement: EntitlementId
    readonly made: boolean
  }[]
  /** Entitlements whose grant has just ended: what held them goes, whoever made it. */
  readonly ended: ReadonlySet<EntitlementId>
  /** Entitlements whose grant has just begun: a former no is asked again. */
  readonly begun: ReadonlySet<EntitlementId>
  /** Newest first, open ones and the last settled one of each kind and entitlement. */
  readonly operations: readonly KnownOperation[]
}

export interface KnownOperation {
  readonly id: OperationId
  readonly kind: OperationKind
  readonly account: AccountId | null
  readonly entitlement: EntitlementId | null
  readonly state: OperationState
  readonly attempts: number
  readonly skipped: boolean
  readonly payload: Payload
}

export interface Rules {
  readonly deprovision: 'disable' | 'delete' | 'keep'
  readonly isManaged: (entitlement: EntitlementId) => boolean
  /** `null`: no account can be made (no mapping), or it is known which fields are missing. */
  readonly newAccount: Payload | null
  /** `look`: an import has found things as they are; attributes that somebody else wrote are told, not rewritten. */
  readonly mode: 'act' | 'look'
}

export interface Wish {
  readonly kind: OperationKind
  readonly account: AccountId | null
  readonly entitlement: EntitlementId | null
  readonly payload: Payload
}

export interface Planned {
  readonly wishes: readonly Wish[]
  readonly supersede: readonly OperationId[]
}

const OPEN_TO_CHANGE: readonly OperationState[] = ['waiting', 'later', 'unknown', 'done', 'manual']
const isOpen = (one: KnownOperation): boolean => one.state === 'running' || OPEN_TO_CHANGE.includes(one.state)

/**
 * The operations that make the target as it should be, beyond those under way. Level-triggered: it looks at how things
 * are, not at what happened; asked twice it answers nothing the second time. What nobody granted and Remit did not make
 * is left to a person, unless its grant has just ended.
 */
export function planFor(situation: Situation, rules: Rules): Planned {
  const { accounts, operations } = situation
  const receiver = accounts.find((one) => one.receives) ?? null
  const wishes: Wish[] = []
  const wish = (
    kind: OperationKind,
    account: AccountId | null,
    entitlement: EntitlementId | null = null,
    payload: Payload = {},
  ): void => void wishes.push({ kind, account, entitlement, payload })

  if (situation.state === 'left') leave()
  if (situation.state !== 'left') stay()
  const deleted = wishes.some((one) => one.kind === 'deleteAccount')
  if (!deleted) makeHoldingsAgree()
  return settleWith(wishes)

  function leave(): void {
    for (const account of accounts) {
      if (rules.deprovision === 'delete') wish('deleteAccount', account.id)
      else if (rules.deprovision === 'disable' && (account.status === 'active' || inDoubt('enableAccount', account.id)))
        wish('disableAccount', account.id)
    }
  }

  function stay(): void {
    const needed = [...situation.wanted].some(rules.isManaged)
    if (!receiver) {
      const tied = new Set(situation.holdings.filter((one) => one.account === null).map((one) => one.entitlement))
      const lacking = [...situation.wanted].some((one) => rules.isManaged(one) && !tied.has(one))
      if (lacking && rules.newAccount) wish('createAccount', null, null, rules.newAccount)
      return
    }
    if (
      needed &&
      receiver.status === 'disabled' &&
      (receiver.disabledByRemit || inDoubt('disableAccount', receiver.id))
    )
      wish('enableAccount', receiver.id)
    if (receiver.differs && rules.mode === 'act')
      wish('updateAccount', receiver.id, null, { attributes: receiver.differs })
  }

  function makeHoldingsAgree(): void {
    const direct = new Map(
      situation.holdings
        .filter((one) => one.account === null || one.account === receiver?.id)
        .map((one) => [one.entitlement, one]),
    )
    for (const entitlement of situation.wanted)
      if (
        rules.isManaged(entitlement) &&
        (!direct.has(entitlement) || inDoubt('removeEntitlement', null, entitlement)) &&
        (receiver || rules.newAccount)
      )
        wish('addEntitlement', receiver?.id ?? null, entitlement)
    // Also from accounts that do not receive: what ended, ended everywhere.
    for (const { account, entitlement, made } of situation.holdings)
      if (
        account !== null &&
        !situation.wanted.has(entitlement) &&
        rules.isManaged(entitlement) &&
        (made || situation.ended.has(entitlement))
      )
        wish('removeEntitlement', account, entitlement)
    for (const one of operations)
      if (
        one.kind === 'addEntitlement' &&
        mayHaveHappened(one) &&
        receiver &&
        !situation.wanted.has(one.entitlement!) &&
        !direct.has(one.entitlement!)
      )
        wish('removeEntitlement', receiver.id, one.entitlement)
  }

  function inDoubt(kind: OperationKind, account: AccountId | null, entitlement: EntitlementId | null = null): boolean {
    return operations.some(
      (one) =>
        one.kind === kind &&
        one.entitlement === entitlement &&
        (account === null || one.account === account) &&
        mayHaveHappened(one),
    )
  }

  /** Leaves out what is under way or was said no to, and ends what is not wanted any more. */
  function settleWith(all: readonly Wish[]): Planned {
    const fresh = all.filter((one) => !underWay(one) && !saidNo(one))
    const supersede = operations
      .filter((one) => OPEN_TO_CHANGE.includes(one.state) && isPointless(one, all))
      .map((one) => one.id)
    return { wishes: fresh, supersede }
  }

  function underWay(one: Wish): boolean {
    const open = operations.find(
      (other) =>
        isOpen(other) && other.kind === one.kind && other.entitlement === one.entitlement && sameAccount(other, one),
    )
    if (!open) return false
    // A creation under way makes the account of then; what changed since is an update once it is there.
    return one.kind !== 'updateAccount' || open.state === 'running' || sameAttributes(open.payload, one.payload)
  }

  function saidNo(one: Wish): boolean {
    const last = operations.find(
      (other) => other.kind === one.kind && other.entitlement === one.entitlement && sameAccount(other, one),
    )
    if (!last || isOpen(last)) return false
    const no = last.state === 'declined' || last.skipped
    return (
      no &&
      !(one.entitlement !== null && situation.begun.has(one.entitlement)) &&
      !(one.kind === 'createAccount' && situation.begun.size > 0)
    )
  }

  function isPointless(one: KnownOperation, all: readonly Wish[]): boolean {
    if (one.kind === 'endSessions') return false
    if (one.kind === 'updateAccount')
      return (
        all.some((other) => other.kind === 'updateAccount' && !sameAttributes(one.payload, other.payload)) ||
        situation.state === 'left' ||
        !receiver?.differs
      )
    const opposite = OPPOSITE[one.kind]
    if (opposite && all.some((other) => other.kind === opposite && other.entitlement === one.entitlement)) return true
    return (
      !all.some(
        (other) => other.kind === one.kind && other.entitlement === one.entitlement && sameAccount(one, other),
      ) && isWish(one)
    )
  }

  /** What a person asked for (a removal of something nobody granted) is not ours to end. */
  function isWish(one: KnownOperation): boolean {
    if (one.kind === 'addEntitlement') return !situation.wanted.has(one.entitlement!)
    if (one.kind === 'createAccount') return receiver !== null || situation.wanted.size === 0
    if (one.kind === 'removeEntitlement') return situation.wanted.has(one.entitlement!)
    return one.kind === 'enableAccount' ? situation.state === 'left' : situation.state !== 'left'
  }

  function sameAccount(
    one: { readonly account: AccountId | null },
    other: { readonly account: AccountId | null },
  ): boolean {
    return one.account === other.account || one.account === null || other.account === null
  }
}

const sameAttributes = (one: Payload, other: Payload): boolean =>
  JSON.stringify(sorted(one.attributes)) === JSON.stringify(sorted(other.attributes))
const sorted = (attributes: Payload['attributes']) =>
  Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
