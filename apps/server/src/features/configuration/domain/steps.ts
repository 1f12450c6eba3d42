import { createHash } from 'node:crypto'
import type { Configurable, Document, Finding, Managed, ManagedBy } from '../../../platform/configurable.ts'
import { canonicalJson, type Json } from '../../../platform/crypto/canonical-json.ts'
import { normalForm, sameDocument } from './normal-form.ts'

export interface Written {
  readonly document: Document
  /** Who manages it from then on, where that is not who wants it: what files took over goes back to the console. */
  readonly managedBy?: ManagedBy
  readonly file?: string | undefined
  readonly line?: number | undefined
}

/** What somebody wants to be in force. */
export interface Wanted {
  readonly written: readonly Written[]
  readonly removed: readonly { readonly kind: string; readonly name: string }[]
  /** The documents are all that files say: what files said before and say no more is to be removed. */
  readonly complete: boolean
  readonly managedBy: ManagedBy
}

export interface PlanStep {
  readonly kind: string
  readonly name: string
  readonly change: 'create' | 'change' | 'remove'
  readonly before: Document | null
  readonly after: Document | null
  readonly managedBefore: Managed['managedBy'] | null
  readonly managedBy: ManagedBy
  readonly file?: string | undefined
  readonly line?: number | undefined
}

export interface LocatedFinding extends Finding {
  readonly file?: string | undefined
  readonly line?: number | undefined
}

export type InForce = ReadonlyMap<string, ReadonlyMap<string, Managed>>

/** Compares what is wanted with what is in force. Documents have passed their schema. */
export function stepsTo(
  wanted: Wanted,
  inForce: InForce,
  kinds: ReadonlyMap<string, Configurable>,
): { steps: readonly PlanStep[]; findings: readonly LocatedFinding[] } {
  const steps: PlanStep[] = []
  const findings: LocatedFinding[] = []
  const seen = new Map<string, Written>()
  const say = (
    written: Written | { document: { kind: string; name: string }; file?: undefined; line?: undefined },
    check: string,
    severity: Finding['severity'],
    message: string,
  ): void =>
    void findings.push({
      check,
      severity,
      kind: written.document.kind,
      name: written.document.name,
      at: '',
      message,
      file: written.file,
      line: written.line,
    })
  const isForeign = (managed: Managed | undefined): boolean =>
    managed?.managedBy === 'files' && wanted.managedBy === 'console'

  for (const written of wanted.written) {
    const { kind, name } = written.document
    const { schema } = kinds.get(kind)!
    const key = `${kind}/${name}`
    const twin = seen.get(key)
    if (twin) {
      say(
        written,
        'written-once',
        'error',
        `${kind} "${name}" is written twice${twin.file ? `; the other stands at ${twin.file}:${twin.line}` : ''}`,
      )
      continue
    }
    seen.set(key, written)
    const managed = inForce.get(kind)?.get(name)
    if (managed && sameDocument(managed.document, written.document, schema, managed.settled)) continue
    if (isForeign(managed)) {
      say(written, 'managed-by-files', 'error', `${kind} "${name}" is managed by files: change it there`)
      continue
    }
    const managedBy = written.managedBy ?? wanted.managedBy
    if (managed?.managedBy === 'console' && managedBy === 'files')
      say(
        written,
        'managed-by-console',
        'warning',
        `${kind} "${name}" was managed in the console; from now on files manage it`,
      )
    steps.push({
      kind,
      name,
      change: managed ? 'change' : 'create',
      before: managed ? normalForm(managed.document, schema) : null,
      after: normalForm(written.document, schema),
      managedBefore: managed?.managedBy ?? null,
      managedBy,
      file: written.file,
      line: written.line,
    })
  }

  const gone = wanted.complete
    ? [...inForce].flatMap(([kind, all]) =>
        [...all]
          .filter(([name, { managedBy }]) => managedBy === wanted.managedBy && !seen.has(`${kind}/${name}`))
          .map(([name]) => ({ kind, name })),
      )
    : wanted.removed
  for (const { kind, name } of gone) {
    const managed = inForce.get(kind)?.get(name)
    const about = { document: { kind, name } }
    if (!managed) {
      say(about, 'is-in-force', 'error', `there is no ${kind} "${name}" to remove`)
      continue
    }
    if (isForeign(managed)) {
      say(about, 'managed-by-files', 'error', `${kind} "${name}" is managed by files: remove it there`)
      continue
    }
    steps.push({
      kind,
      name,
      change: 'remove',
      before: normalForm(managed.document, kinds.get(kind)!.schema),
      after: null,
      managedBefore: managed.managedBy,
      managedBy: wanted.managedBy,
    })
  }
  const order = (step: PlanStep): number => kinds.get(step.kind)!.order
  steps.sort((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1))
  return { steps, findings }
}

/** All documents as they would stand after the steps. */
export type Documents = ReadonlyMap<string, ReadonlyMap<string, Document>>

export const documentsOf = (inForce: InForce): Documents =>
  new Map([...inForce].map(([kind, all]) => [kind, new Map([...all].map(([name, { document }]) => [name, document]))]))

/** Only the kinds that are touched are copied: the rest is thousands of documents. */
export function documentsAfter(before: Documents, steps: readonly PlanStep[]): Documents {
  const after = new Map(before)
  for (const kind of new Set(steps.map((step) => step.kind))) {
    const all = new Map(before.get(kind))
    for (const step of steps) {
      if (step.kind !== kind) continue
      if (step.after) all.set(step.name, step.after)
      else all.delete(step.name)
    }
    after.set(kind, all)
  }
  return after
}

/** Names a change exactly: the same steps on the same policies. Whoever applies presents it. */
export const hashOf = (steps: readonly PlanStep[]): string =>
  createHash('sha256')
    .update(
      canonicalJson(
        steps.map(({ kind, name, change, before, after }) => ({
          kind,
          name,
          change,
          before: before as Json,
          after: after as Json,
        })),
      ),
    )
    .digest('hex')

/** On whose behalf steps are made. Nobody but files touches what files manage, be it to hand it back. */
export const wantedBy = (steps: readonly PlanStep[]): ManagedBy =>
  steps.some((step) => step.managedBy === 'files' || step.managedBefore === 'files') ? 'files' : 'console'

/** What takes the steps back, where somebody has not changed the same things since. */
export function inverse(steps: readonly PlanStep[]): {
  readonly written: readonly (Written & { managedBy: ManagedBy })[]
  readonly removed: readonly { kind: string; name: string }[]
} {
  return {
    written: steps.flatMap(({ before, managedBefore }) =>
      before && managedBefore !== 'import' && managedBefore !== 'built-in'
        ? [{ document: before, managedBy: managedBefore ?? 'console' }]
        : [],
    ),
    removed: steps.flatMap(({ kind, name, before, managedBefore }) =>
      before === null || managedBefore === 'import' || managedBefore === 'built-in' ? [{ kind, name }] : [],
    ),
  }
}
