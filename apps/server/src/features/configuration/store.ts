import type { EntitlementId, IdentityId, Instant, PlanId } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'
import type { LocatedFinding, PlanStep } from './domain/steps.ts'

/** Owns plan and plan_effect; reads identity for names. */
const own = (tx: Tx) => scope<'plan' | 'plan_effect', 'identity'>(tx)

export interface ImpactSummary {
  readonly people: number
  readonly gains: number
  readonly losses: number
  readonly unchanged: number
  readonly perApplication: readonly {
    readonly application: string
    readonly gains: number
    readonly losses: number
    readonly grants: number
  }[]
  /** SHA-256 over the list of effects in order: what the ledger keeps of them. */
  readonly digest: string
  readonly bootstrap: boolean
}

export interface StoredPlan {
  readonly id: PlanId
  readonly hash: string
  readonly epoch: number
  readonly title: string
  readonly steps: readonly PlanStep[]
  readonly findings: readonly LocatedFinding[]
  readonly impact: ImpactSummary
  readonly state: 'draft' | 'waiting' | 'applied' | 'reverted' | 'discarded'
  /** Why a second person must apply it; empty: whoever made it may. */
  readonly needs: readonly string[]
  readonly madeAt: Date
  readonly madeBy: string
  /** The person who made it, as far as one is known. */
  readonly maker: string | null
  readonly appliedAt: Date | null
  readonly appliedBy: string | null
  readonly reverts: PlanId | null
}

export interface Effect {
  readonly direction: 'gain' | 'loss'
  readonly identity: IdentityId
  readonly entitlement: EntitlementId
  readonly name: string
  readonly why: string
}

export async function insertPlan(tx: Tx, plan: Omit<StoredPlan, 'appliedAt' | 'appliedBy' | 'state'>): Promise<void> {
  await own(tx)
    .insertInto('plan')
    .values({
      id: plan.id,
      hash: plan.hash,
      epoch: plan.epoch,
      title: plan.title,
      steps: JSON.stringify(plan.steps),
      findings: JSON.stringify(plan.findings),
      impact: JSON.stringify(plan.impact),
      state: plan.needs.length > 0 ? 'waiting' : 'draft',
      needs: JSON.stringify(plan.needs),
      made_at: plan.madeAt,
      made_by: plan.madeBy,
      maker: plan.maker,
      reverts: plan.reverts,
    })
    .execute()
}

const CHUNK = 20_000

export async function insertEffects(tx: Tx, plan: PlanId, effects: readonly Effect[]): Promise<void> {
  for (let from = 0; from < effects.length; from += CHUNK) {
    const part = effects.slice(from, from + CHUNK)
    await sql`
      insert into plan_effect (plan_id, ordinal, direction, identity_id, entitlement_id, entitlement, why)
      select ${plan}::uuid, ${from}::int + u.n - 1, u.direction, u.identity, u.entitlement, u.name, u.why
      from unnest(${part.map((one) => one.direction)}::text[], ${part.map((one) => one.identity)}::uuid[],
        ${part.map((one) => one.entitlement)}::uuid[], ${part.map((one) => one.name)}::text[], ${part.map((one) => one.why)}::text[])
        with ordinality as u(direction, identity, entitlement, name, why, n)`.execute(tx)
  }
}

const asPlan = (row: Record<string, unknown>): StoredPlan => {
  const { made_at, made_by, applied_at, applied_by, progress: _, ...rest } = row
  return {
    ...rest,
    madeAt: made_at,
    madeBy: made_by,
    appliedAt: applied_at,
    appliedBy: applied_by,
  } as unknown as StoredPlan
}

/** @param lock keeps others from applying or reverting it until this transaction ends. */
export async function findPlan(tx: Tx, id: PlanId, lock = false): Promise<StoredPlan | null> {
  let query = own(tx).selectFrom('plan').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? asPlan(row) : null
}

export async function findPlans(
  tx: Tx,
  limit: number,
  before: { at: Date; id: string } | null,
  state: string | undefined,
): Promise<readonly StoredPlan[]> {
  let query = own(tx).selectFrom('plan').selectAll().orderBy('made_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (state) query = query.where('state', '=', state)
  if (before)
    query = query.where((is) =>
      is.or([is('made_at', '<', before.at), is.and([is('made_at', '=', before.at), is('id', '<', before.id)])]),
    )
  return (await query.execute()).map(asPlan)
}

export async function saveApplied(tx: Tx, id: PlanId, at: Instant, by: string): Promise<void> {
  await own(tx)
    .updateTable('plan')
    .set({ state: 'applied', applied_at: new Date(at), applied_by: by })
    .where('id', '=', id)
    .execute()
}

export async function saveReverted(tx: Tx, id: PlanId): Promise<void> {
  await own(tx).updateTable('plan').set({ state: 'reverted' }).where('id', '=', id).execute()
}

export async function affectedBy(tx: Tx, plan: PlanId): Promise<readonly IdentityId[]> {
  const { rows } = await sql<{
    identity_id: IdentityId
  }>`select distinct identity_id from plan_effect where plan_id = ${plan}`.execute(tx)
  return rows.map((row) => row.identity_id)
}

export async function findEffects(
  tx: Tx,
  plan: PlanId,
  direction: 'gain' | 'loss',
  after: number,
  limit: number,
  q: string | undefined,
) {
  const { rows } = await sql<{
    ordinal: number
    identity_id: string
    identity: string
    display_name: string
    entitlement_id: string
    entitlement: string
    why: string
  }>`
    select f.ordinal, f.identity_id, coalesce(i.name, f.identity_id::text) as identity, coalesce(i.display_name, '') as display_name,
      f.entitlement_id, f.entitlement, f.why
    from plan_effect f left join identity i on i.id = f.identity_id
    where f.plan_id = ${plan} and f.direction = ${direction} and f.ordinal > ${after}
      and (${q ?? null}::text is null or i.search like '%' || lower(${q ?? ''}) || '%' or lower(f.entitlement) like '%' || lower(${q ?? ''}) || '%')
    order by f.ordinal limit ${limit}`.execute(tx)
  return rows
}

/** How far what follows from plans has come: identities still queued, by plan. */
export async function stillQueued(tx: Tx, plan: PlanId): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from recompute_queue where plan_id = ${plan}`.execute(tx)
  return rows[0]!.count
}
