import { compilePolicies, type PolicySet } from '@remit/engine'
import { type Actor, refuse } from '@remit/kernel'
import type { Configurable, Document, Finding } from '../../platform/configurable.ts'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { policyFacts } from '../policies/index.ts'
import type { PlanStep } from './domain/steps.ts'

/** Makes the steps true: kinds in their order, removals in the opposite one. @returns a sentence when something is still needed. */
export async function carryOut(
  work: UnitOfWork,
  steps: readonly PlanStep[],
  kinds: ReadonlyMap<string, Configurable>,
): Promise<string | null> {
  const ordered = [...kinds.values()].sort((a, b) => a.order - b.order)
  for (const kind of ordered)
    for (const managedBy of ['files', 'console'] as const) {
      const documents = steps.flatMap((step): Document[] =>
        step.kind === kind.kind && step.after && step.managedBy === managedBy ? [step.after] : [],
      )
      if (documents.length > 0) await kind.save(work, documents, managedBy)
    }
  for (const kind of ordered.reverse()) {
    const names = steps.filter((step) => step.kind === kind.kind && step.after === null).map((step) => step.name)
    const needed = names.length > 0 ? await kind.remove(work, names) : null
    if (needed) return needed
  }
  return null
}

export type Rehearsed =
  | { readonly ok: true; readonly after: PolicySet }
  | { readonly ok: false; readonly findings: readonly Finding[] }

const POLICY_KINDS = new Set(['attribute', 'entitlement', 'role', 'rule', 'application'])

/**
 * A plan is a rehearsal: the steps are made true in a transaction, looked at, and rolled back. What it shows is what
 * applying will do, because it is the same deed, constraints and all. `null`: the policies stay as they are.
 * @param inForce lend the rules that are compiled already: most stay as they are
 */
export async function rehearse(
  platform: Platform,
  by: Actor,
  steps: readonly PlanStep[],
  kinds: ReadonlyMap<string, Configurable>,
  inForce: PolicySet,
): Promise<Rehearsed | null> {
  if (!steps.some((step) => POLICY_KINDS.has(step.kind))) return null
  let rehearsed: Rehearsed | null = null
  await platform.perform(by, async (work) => {
    const needed = await carryOut(work, steps, kinds)
    if (needed) {
      rehearsed = {
        ok: false,
        findings: [{ check: 'not-still-needed', severity: 'error', kind: 'plan', name: '', at: '', message: needed }],
      }
      return refuse('plan.rehearsal')
    }
    const set = compilePolicies(await policyFacts(work.tx, null, 0), inForce)
    rehearsed = set.ok
      ? { ok: true, after: set.value }
      : {
          ok: false,
          findings: set.findings.map(({ check, severity, about, message }) => ({
            check,
            severity,
            kind: about.kind,
            name: about.name,
            at: '',
            message,
          })),
        }
    return refuse('plan.rehearsal')
  })
  return rehearsed
}
