import type { EntitlementId, Refusal, Result } from '@remit/kernel'
import { accept, refuse } from '@remit/kernel'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { recordAll } from '../ledger/index.ts'
import type { Edit } from './domain/entitlement.ts'
import type { Refused } from './domain/refusals.ts'
import { editRows, lockForEdit } from './store/entitlements.ts'

const SHOWN = 10
const named = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ')

/**
 * Says the same about many entitlements: all of them or none.
 * @param within names of the applications whose entitlements may be edited; `null`: any.
 */
export async function editEntitlements(
  work: UnitOfWork,
  ids: readonly EntitlementId[],
  set: Edit,
  within: ReadonlySet<string> | null,
): Promise<Result<{ readonly edited: number }, Refused>> {
  const found = await lockForEdit(work.tx, ids)
  const no = whyNot(found, new Set(ids).size, within)
  if (no) return no
  await editRows(work.tx, ids, set)
  await recordAll(
    work,
    found.map((entitlement) => ({
      action: 'entitlement.edited',
      subject: { kind: 'entitlement', id: entitlement.id },
      detail: {
        name: entitlement.name,
        before: said(entitlement, set),
        after: { ...set, labels: set.labels && [...set.labels] },
      },
    })),
  )
  return accept({ edited: found.length })
}

function whyNot(
  found: Awaited<ReturnType<typeof lockForEdit>>,
  wanted: number,
  within: ReadonlySet<string> | null,
): Refusal<Refused> | null {
  const foreign = found.filter((entitlement) => within !== null && !within.has(entitlement.application))
  // What one may not see is not told apart from what does not exist.
  if (found.length < wanted)
    return refuse('entitlement.not-found', `${wanted - found.length} of ${wanted} do not exist.`)
  if (foreign.length > 0)
    return refuse('entitlement.of-another-owner', `Not yours: ${named(foreign.map((one) => one.name))}.`)
  const fixed = found.filter((entitlement) => entitlement.managedBy === 'files')
  return fixed.length > 0
    ? refuse('entitlement.managed-by-files', `Managed by files: ${named(fixed.map((one) => one.name))}.`)
    : null
}

const said = (
  before: {
    readonly owner: string | null
    readonly risk: string
    readonly description: string
    readonly labels: readonly string[]
  },
  set: Edit,
) => ({
  ...(set.owner === undefined ? {} : { owner: before.owner }),
  ...(set.risk === undefined ? {} : { risk: before.risk }),
  ...(set.description === undefined ? {} : { description: before.description }),
  ...(set.labels === undefined ? {} : { labels: [...before.labels] }),
})
