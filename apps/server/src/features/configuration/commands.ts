import { type Actor, accept, type IdentityId, type PlanId, type Result, refuse } from '@remit/kernel'
import { Ajv } from 'ajv'
import type { Configurable, Document } from '../../platform/configurable.ts'
import type { Tx } from '../../platform/database/scope.ts'
import { newId } from '../../platform/ids.ts'
import type { Performed, UnitOfWork } from '../../platform/unit-of-work.ts'
import { enqueue, enqueueEverybody } from '../grants/index.ts'
import { record, recordAll } from '../ledger/index.ts'
import { changePolicies, readEpoch, tallyEffects } from '../policies/index.ts'
import { type Assessment, assess, NO_IMPACT } from './assess.ts'
import type { Refused } from './domain/refusals.ts'
import { type Doer, identityOf, isSecondPerson, personOf } from './domain/second-person.ts'
import {
  type Documents,
  documentsAfter,
  documentsOf,
  hashOf,
  type InForce,
  inverse,
  type LocatedFinding,
  type PlanStep,
  stepsTo,
  type Wanted,
  type Written,
  wantedBy,
} from './domain/steps.ts'
import type { Planner } from './planner.ts'
import { carryOut, rehearse } from './rehearse.ts'
import { affectedBy, findPlan, insertEffects, insertPlan, type StoredPlan, saveApplied, saveReverted } from './store.ts'

declare module '../../platform/events.ts' {
  interface Events {
    /** Documents of these kinds came into force, changed or went. */
    'configuration.applied': { readonly kinds: ReadonlySet<string> }
  }
}

export interface Planned extends Assessment {
  readonly id: PlanId
  readonly hash: string
  readonly epoch: number
  readonly title: string
  readonly steps: readonly PlanStep[]
  readonly findings: readonly LocatedFinding[]
}

export async function inForceNow(tx: Tx, kinds: ReadonlyMap<string, Configurable>): Promise<InForce> {
  const all = new Map<string, ReadonlyMap<string, Awaited<ReturnType<Configurable['list']>>[number]>>()
  for (const kind of kinds.values())
    all.set(kind.kind, new Map((await kind.list(tx)).map((managed) => [managed.document.name, managed])))
  return all
}

const shapes = new WeakMap<Configurable, ReturnType<Ajv['compile']>>()
const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false, allowUnionTypes: true })

function shapeOf(kind: Configurable): ReturnType<Ajv['compile']> {
  const known = shapes.get(kind)
  if (known) return known
  const compiled = ajv.compile(kind.schema)
  shapes.set(kind, compiled)
  return compiled
}

/** A document with what goes without saying said: how features read it. */
function filled(document: Document, kinds: ReadonlyMap<string, Configurable>): Document {
  const full = structuredClone(document)
  shapeOf(kinds.get(document.kind)!)(full)
  return full
}

function allFilled(documents: Documents, kinds: ReadonlyMap<string, Configurable>): Documents {
  return new Map(
    [...documents].map(([kind, all]) => [
      kind,
      new Map([...all].map(([name, document]) => [name, filled(document, kinds)])),
    ]),
  )
}

const withDefaults = (steps: readonly PlanStep[], kinds: ReadonlyMap<string, Configurable>): readonly PlanStep[] =>
  steps.map((step) => (step.after ? { ...step, after: filled(step.after, kinds) } : step))

/** Checks documents against the schema of their kind. @returns those that fit and what is wrong with the others. */
function checkShapes(
  written: readonly Written[],
  kinds: ReadonlyMap<string, Configurable>,
): { fitting: readonly Written[]; findings: readonly LocatedFinding[] } {
  const findings: LocatedFinding[] = []
  const fitting = written.filter(({ document, file, line }) => {
    const kind = String(document?.kind ?? '')
    const name = String(document?.name ?? '')
    const say = (at: string, message: string) =>
      findings.push({ check: 'shape', severity: 'error', kind, name, at, message, file, line })
    const configurable = kinds.get(kind)
    if (!configurable) {
      say('kind', `there is no kind "${kind}". There are: ${[...kinds.keys()].sort().join(', ')}`)
      return false
    }
    const check = shapeOf(configurable)
    // A copy: what was written is compared and hashed as it was written.
    if (check(structuredClone(document))) return true
    const properties = (configurable.schema as { properties?: object }).properties ?? {}
    for (const error of check.errors ?? []) {
      const at = error.instancePath.slice(1)
      if (error.keyword === 'additionalProperties')
        say(
          `${at ? `${at}/` : ''}${error.params.additionalProperty}`,
          `unknown key "${error.params.additionalProperty}"${at ? '' : `. There are: ${Object.keys(properties).join(', ')}`}`,
        )
      else if (error.keyword === 'enum')
        say(at, `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}`)
      else say(at, error.message ?? 'is not allowed')
    }
    return false
  })
  return { fitting, findings }
}

/** What would happen. Nothing is written but by the rehearsal, which is rolled back. */
export async function plan(
  planner: Planner,
  { by, identity: author }: Doer,
  wanted: Wanted & { readonly title: string },
): Promise<Planned> {
  const { platform, kinds } = planner
  const { database } = platform
  const { number: epoch } = await readEpoch(database)
  const inForce = await inForceNow(database, kinds)
  const shaped = checkShapes(wanted.written, kinds)
  const { steps, findings } = stepsTo({ ...wanted, written: shaped.fitting }, inForce, kinds)
  const before = allFilled(documentsOf(inForce), kinds)
  const filledSteps = withDefaults(steps, kinds)
  const after = documentsAfter(before, filledSteps)
  const places = new Map(wanted.written.map((one) => [`${one.document.kind}/${one.document.name}`, one]))
  const located = (finding: LocatedFinding): LocatedFinding => {
    const place = places.get(`${finding.kind}/${finding.name}`)
    return place && finding.file === undefined ? { ...finding, file: place.file, line: place.line } : finding
  }
  const touched = new Set(steps.map((step) => `${step.kind}/${step.name}`))
  const keyOf = (finding: LocatedFinding): string =>
    [finding.check, finding.kind, finding.name, finding.at, finding.message].join('\n')
  // What was amiss before and is not touched is not this plan's fault; what the plan breaks elsewhere is.
  const known = new Set([...kinds.values()].flatMap((kind) => kind.check(before)).map(keyOf))
  const checked = [...kinds.values()]
    .flatMap((kind) => kind.check(after))
    .filter((finding) => touched.has(`${finding.kind}/${finding.name}`) || !known.has(keyOf(finding)))
  const all = [...shaped.findings, ...findings, ...checked].map(located)
  const hash = hashOf(steps)
  const base = { id: newId<PlanId>(), hash, epoch, title: wanted.title, steps }
  const failed = (more: readonly LocatedFinding[] = []): Planned => ({
    ...base,
    findings: atMost(MOST_FINDINGS, [...all, ...more.map(located)]),
    impact: NO_IMPACT,
    brakes: [],
    needs: [],
    effects: [],
  })
  if (all.some((finding) => finding.severity === 'error')) return failed()

  const rehearsed = await rehearse(platform, by, filledSteps, kinds, planner.world.policies)
  if (rehearsed && !rehearsed.ok) return failed(rehearsed.findings)
  return { ...base, findings: all, ...(await assess(planner, steps, rehearsed?.after ?? null, author)) }
}

/** Who writes fifty thousand documents wrongly is told so a thousand times; errors first. */
const MOST_FINDINGS = 1_000

function atMost(most: number, findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  if (findings.length <= most) return findings
  const message = `${findings.length - most} more findings are not shown`
  const gravest = [...findings]
    .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
    .slice(0, most)
  return [...gravest, { check: 'more-findings', severity: 'error', kind: 'plan', name: '', at: '', message }]
}

/** Keeps a plan, with every effect, so that it can be shown, applied by its hash and proved later. */
export async function savePlan(
  planner: Planner,
  doer: Doer,
  planned: Planned,
  reverts: PlanId | null = null,
): Promise<Performed<Result<Planned, Refused>>> {
  return planner.platform.perform(doer.by, async (work) => {
    // A plan that cannot be applied is kept without its documents: one of the errors may be a secret written into it.
    const steps = planned.findings.some((finding) => finding.severity === 'error') ? [] : planned.steps
    await insertPlan(work.tx, {
      ...planned,
      steps,
      madeAt: new Date(work.now),
      madeBy: doer.by.name,
      maker: personOf(doer),
      reverts,
    })
    await insertEffects(work.tx, planned.id, planned.effects)
    return accept(planned)
  })
}

/** Applies a plan as one: documents, epoch and ledger in one transaction. Memberships and operations follow in chunks. */
export async function applyPlan(
  planner: Planner,
  doer: Doer,
  id: PlanId,
  hash: string,
): Promise<Performed<Result<StoredPlan, Refused>>> {
  const seen = await findPlan(planner.platform.database, id)
  const allowed = seen ? mayApply(seen, doer, hash) : refuse('plan.not-found' as const)
  const drift = seen && allowed.ok ? await driftSince(planner, doer.by, seen) : null
  return planner.platform.perform(doer.by, async (work): Promise<Result<StoredPlan, Refused>> => {
    if (!allowed.ok) return allowed
    if (drift) return refuse('plan.is-stale', drift)
    const stored = await findPlan(work.tx, id, true)
    if (!stored) return refuse('plan.not-found')
    const still = mayApply(stored, doer, hash)
    return still.ok ? carryThrough(planner, work, stored) : still
  })
}

function mayApply(stored: StoredPlan, doer: Doer, hash: string): Result<void, Refused> {
  if (stored.state === 'applied' || stored.state === 'reverted') return refuse('plan.already-applied')
  if (stored.hash !== hash) return refuse('plan.wrong-hash', `This plan has the hash ${stored.hash}.`)
  if (stored.findings.some((finding) => finding.severity === 'error')) return refuse('plan.has-errors')
  if (stored.steps.length === 0) return refuse('plan.is-empty')
  if (stored.needs.length > 0 && !isSecondPerson(stored.maker, personOf(doer)))
    return refuse('plan.needs-second-person', stored.needs.join(' '))
  return accept()
}

/**
 * The epoch says that policies are as they were when the plan was made; people may have moved since. A plan that was
 * released does exactly what was seen; one that needed nobody must need nobody still. @returns what speaks against it.
 */
async function driftSince(planner: Planner, by: Actor, stored: StoredPlan): Promise<string | null> {
  if ((await readEpoch(planner.platform.database)).number !== stored.epoch) return 'Policies or catalog changed since.'
  const rehearsed = await rehearse(
    planner.platform,
    by,
    withDefaults(stored.steps, planner.kinds),
    planner.kinds,
    planner.world.policies,
  )
  if (rehearsed && !rehearsed.ok) return rehearsed.findings.map((finding) => finding.message).join(' ')
  const { impact, needs } = await assess(planner, stored.steps, rehearsed?.after ?? null, identityOf(stored.maker))
  if (stored.needs.length > 0)
    return impact.digest === stored.impact.digest
      ? null
      : 'It would do something else now than what was seen: people changed since.'
  return needs.length === 0 ? null : `People changed since it was made. ${needs.join(' ')}`
}

async function carryThrough(
  { kinds }: Planner,
  work: UnitOfWork,
  stored: StoredPlan,
): Promise<Result<StoredPlan, Refused>> {
  if ((await changePolicies(work)) !== stored.epoch)
    return refuse('plan.is-stale', 'Policies or catalog changed since.')
  // The epoch covers what people decided about access; sources and brakes change beside it, so the steps are compared too.
  const inForce = await inForceNow(work.tx, kinds)
  const again = stepsTo(
    {
      written: stored.steps.flatMap(({ after, managedBy }) => (after ? [{ document: after, managedBy }] : [])),
      removed: stored.steps.filter((step) => !step.after),
      complete: false,
      managedBy: wantedBy(stored.steps),
    },
    inForce,
    kinds,
  )
  if (hashOf(again.steps) !== stored.hash) return refuse('plan.is-stale')
  const needed = await carryOut(work, withDefaults(stored.steps, kinds), kinds)
  if (needed) return refuse('plan.still-needed', needed)
  const { impact } = stored
  const entry = await record(work, {
    action: stored.reverts ? 'plan.reverting-applied' : 'plan.applied',
    subject: { kind: 'plan', id: stored.id },
    detail: {
      title: stored.title,
      hash: stored.hash,
      madeBy: stored.madeBy,
      steps: stored.steps.slice(0, 100).map(({ kind, name, change }) => `${change} ${kind} ${name}`),
      stepsCount: stored.steps.length,
      people: impact.people,
      gains: impact.gains,
      losses: impact.losses,
      effects: impact.digest,
      bootstrap: impact.bootstrap,
      brakesReleased: [...stored.needs],
    },
  })
  await recordAll(
    work,
    stored.steps.map((step) => ({
      action: `${step.kind}.${PAST[step.change]}`,
      subject: { kind: step.kind, id: step.name },
      cause: entry,
      detail: { name: step.name, before: step.before as never, after: step.after as never, plan: stored.id },
    })),
  )
  if (!impact.bootstrap) await tallyEffects(work, { is: 'plans' }, impact.perApplication)
  await saveApplied(work.tx, stored.id, work.now, work.by.name)
  if (stored.reverts) await saveReverted(work.tx, stored.reverts)
  await enqueueEverybody(work.tx, entry, stored.id, work.now)
  await enqueueFirst(work, await affectedBy(work.tx, stored.id), entry, stored.id)
  await work.emit({ kind: 'policies.changed', everybody: false })
  await work.emit({ kind: 'configuration.applied', kinds: new Set(stored.steps.map((step) => step.kind)) })
  return accept((await findPlan(work.tx, stored.id))!)
}

const PAST = { create: 'created', change: 'changed', remove: 'removed' } as const

/** Those whose access changes are worked off before those whose does not. */
async function enqueueFirst(
  work: UnitOfWork,
  ids: readonly IdentityId[],
  entry: Parameters<typeof enqueue>[2],
  plan: PlanId,
): Promise<void> {
  await enqueue(work.tx, ids, entry, plan, (work.now - 3_600_000) as typeof work.now)
}

/** A plan that takes an applied one back. What others changed since in the same documents is named, not overwritten. */
export async function planRevert(planner: Planner, doer: Doer, id: PlanId): Promise<Result<Planned, Refused>> {
  const stored = await findPlan(planner.platform.database, id)
  if (!stored) return refuse('plan.not-found')
  if (stored.state !== 'applied') return refuse('plan.not-applied')
  const inForce = await inForceNow(planner.platform.database, planner.kinds)
  for (const step of stored.steps) {
    const now = inForce.get(step.kind)?.get(step.name)?.document ?? null
    const check = stepsTo(
      { written: step.after ? [{ document: step.after }] : [], removed: [], complete: false, managedBy: 'files' },
      inForce,
      planner.kinds,
    )
    if ((step.after === null) !== (now === null) || check.steps.length > 0)
      return refuse(
        'plan.is-stale',
        `${step.kind} "${step.name}" was changed since; revert that first or change it by a plan.`,
      )
  }
  const back = inverse(stored.steps)
  return accept(
    await plan(planner, doer, {
      title: `Revert: ${stored.title}`,
      written: back.written,
      removed: back.removed,
      complete: false,
      managedBy: wantedBy(stored.steps),
    }),
  )
}
