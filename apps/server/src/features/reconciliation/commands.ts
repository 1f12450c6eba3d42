import { accept, type IdentityId, type Result, refuse } from '@remit/kernel'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { findApplication, type StoredApplication } from '../applications/index.ts'
import { entitlementNames } from '../catalog/index.ts'
import { assignAll } from '../grants/index.ts'
import { lockIdentities } from '../identities/index.ts'
import { record } from '../ledger/index.ts'
import { type Cause, heldByBrakes, tallyEffects } from '../policies/index.ts'
import { holdingsIn, removeHoldings, tiesIn } from '../provisioning/index.ts'
import { hashOf } from './differences.ts'
import type { Refused } from './domain/refusals.ts'
import { type Finding, type FindingId, openFindings, settleFindings, underWay } from './store.ts'

export type Deed = 'adopt' | 'remove'
/** Which differences: these, or all that can be dealt with this way. */
export type Which = readonly FindingId[] | 'all'

export interface Preview {
  readonly deed: Deed
  readonly hash: string
  readonly findings: readonly Finding[]
  readonly people: number
  /** Of what was asked for: made by Remit, no holding, or being removed already. */
  readonly leftOut: number
  readonly brake: { readonly tripped: boolean; readonly message: string }
}

/** What a deed would do, and the hash by which exactly that can be asked for. */
export async function previewDeed(
  work: Pick<UnitOfWork, 'tx' | 'now'>,
  name: string,
  deed: Deed,
  which: Which,
): Promise<Result<Preview, Refused>> {
  const application = await findApplication(work.tx, { name })
  if (!application) return refuse('import.no-such-application', name)
  const asked = await openFindings(work.tx, application.id, {
    kinds: ['unjustified-holding'],
    ...(which === 'all' ? {} : { ids: which }),
  })
  const findings = await possible(work, application, deed, asked)
  const message = deed === 'remove' ? await brakeOn(work, application, findings.length) : null
  return accept({
    deed,
    hash: hashOf([deed, ...findings.map((one) => one.id)]),
    findings,
    people: new Set(findings.map((one) => one.identity)).size,
    leftOut: (which === 'all' ? asked.length : new Set(which).size) - findings.length,
    brake: { tripped: message !== null, message: message ?? '' },
  })
}

/** A holding that Remit made is never adopted: it was given for a reason, and the reason is gone. */
async function possible(
  { tx }: Pick<UnitOfWork, 'tx'>,
  application: StoredApplication,
  deed: Deed,
  findings: readonly Finding[],
): Promise<readonly Finding[]> {
  const owned = findings.filter((one) => one.identity !== null && one.entitlement !== null)
  if (deed === 'adopt') {
    const made = new Set(
      (await holdingsIn(tx, application.id))
        .filter((one) => one.madeBy !== null)
        .map((one) => `${one.account}|${one.entitlement}`),
    )
    return owned.filter((one) => !made.has(`${one.account}|${one.entitlement}`))
  }
  const open = await underWay(tx, application.id, [...new Set(owned.map((one) => one.identity!))])
  const removing = new Set(
    open.filter((one) => one.kind === 'removeEntitlement').map((one) => `${one.identity}|${one.entitlement}`),
  )
  return owned.filter((one) => !removing.has(`${one.identity}|${one.entitlement}`))
}

/** Removals by hand, from whatever list, slice by slice: counted together within the window of the brake. */
const REMOVALS: Cause = { is: 'removals' }

async function brakeOn(
  { tx, now }: Pick<UnitOfWork, 'tx' | 'now'>,
  { id, name }: StoredApplication,
  losses: number,
): Promise<string | null> {
  const grants = (await holdingsIn(tx, id)).length + (await tiesIn(tx, id)).filter((one) => one.access).length
  const [tripped] = await heldByBrakes(tx, REMOVALS, [{ application: name, gains: 0, losses, grants }], now)
  return tripped?.sentence ?? null
}

export interface Asked {
  readonly which: Which
  /** Of the preview: what is done is what was shown. */
  readonly hash: string
  readonly justification: string
  /** Says in so many words that a brake may be passed. */
  readonly release: boolean
}

/** Turns holdings that nobody granted into assignments: from now on they have a reason, and an end if somebody gives one. */
export async function adopt(
  work: UnitOfWork,
  name: string,
  asked: Asked,
): Promise<Result<{ readonly adopted: number }, Refused>> {
  const preview = await agreed(work, name, 'adopt', asked)
  if (!preview.ok) return preview
  const { findings, application } = preview.value
  const made = await assignAll(
    work,
    findings.map((one) => ({
      identity: one.identity!,
      gives: { entitlement: one.entitlement! },
      validity: { from: null, until: null },
      origin: `adopted:${application.name}`,
      justification: asked.justification,
    })),
  )
  if (!made.ok) return refuse('difference.nothing', made.detail ?? made.refusal)
  await settleFindings(
    work.tx,
    findings.map((one) => one.id),
    'adopted',
    work.now,
  )
  await note(work, 'differences.adopted', application, findings, asked)
  return accept({ adopted: findings.length })
}

/** Has holdings that nobody granted taken away. They stay differences until that is seen. */
export async function remove(
  work: UnitOfWork,
  name: string,
  asked: Asked,
): Promise<Result<{ readonly removing: number }, Refused>> {
  const preview = await agreed(work, name, 'remove', asked)
  if (!preview.ok) return preview
  const { findings, application, brake } = preview.value
  if (brake.tripped && !asked.release) return refuse('difference.brake-holds', brake.message)
  const entry = await note(work, 'differences.removal-asked', application, findings, asked)
  await tallyEffects(work, REMOVALS, [{ application: application.name, gains: 0, losses: findings.length }])
  await removeHoldings(
    work,
    application,
    findings.map((one) => ({ account: one.account, identity: one.identity, entitlement: one.entitlement! })),
    entry,
  )
  return accept({ removing: findings.length })
}

async function agreed(
  work: UnitOfWork,
  name: string,
  deed: Deed,
  asked: Asked,
): Promise<Result<Preview & { readonly application: StoredApplication }, Refused>> {
  const before = await previewDeed(work, name, deed, asked.which)
  if (!before.ok) return before
  // Two who agree to the same list at once: the second sees what the first has done.
  await lockIdentities(
    work.tx,
    before.value.findings.map((one) => one.identity!),
  )
  const preview = await previewDeed(work, name, deed, asked.which)
  if (!preview.ok) return preview
  if (preview.value.findings.length === 0) return refuse('difference.nothing')
  if (preview.value.hash !== asked.hash) return refuse('difference.list-changed')
  return accept({ ...preview.value, application: (await findApplication(work.tx, { name }))! })
}

const MOST_NAMES = 50

async function note(
  work: UnitOfWork,
  action: string,
  application: StoredApplication,
  findings: readonly Finding[],
  asked: Asked,
) {
  const names = await entitlementNames(
    work.tx,
    findings.flatMap((one) => one.entitlement ?? []),
  )
  return record(work, {
    action,
    subject: { kind: 'application', id: application.id },
    detail: {
      name: application.name,
      count: findings.length,
      hash: asked.hash,
      justification: asked.justification,
      list: findings.slice(0, MOST_NAMES).map((one) => `${one.identity as IdentityId} ${names.get(one.entitlement!)}`),
    },
  })
}
