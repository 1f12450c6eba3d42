import type { Look } from './look.ts'

export interface Attention {
  readonly kind: string
  readonly severity: 'high' | 'medium' | 'low'
  readonly title: string
  readonly detail: string
  readonly href: string
}

const counted = (count: number, one: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`

const FINDINGS: Readonly<Record<string, { severity: Attention['severity']; say: (count: number) => string }>> = {
  'access-by-nesting': {
    severity: 'high',
    say: (count) => `${counted(count, 'right')} taken away here and still had by nesting`,
  },
  'account-of-leaver': { severity: 'high', say: (count) => `${counted(count, 'account')} of people who left` },
  'unjustified-holding': { severity: 'medium', say: (count) => `${counted(count, 'holding')} nobody justifies` },
  'missing-holding': { severity: 'medium', say: (count) => `${counted(count, 'grant')} the target does not show` },
  'orphan-account': { severity: 'medium', say: (count) => `${counted(count, 'account')} nobody owns` },
  'attribute-differs': { severity: 'low', say: (count) => `${counted(count, 'account')} out of step` },
  'account-missing': { severity: 'medium', say: (count) => `${counted(count, 'account')} that could not be made` },
}

/** What needs a decision today, the gravest first. */
export function attentionFrom(look: Look): readonly Attention[] {
  const all: Attention[] = []
  for (const run of look.pausedRuns)
    all.push({
      kind: 'source',
      severity: 'high',
      title: `Source ${run.source} is paused`,
      detail: run.why,
      href: `/sources/${run.source}`,
    })
  for (const run of look.refusedRuns)
    all.push({
      kind: 'source',
      severity: 'high',
      title: `Source ${run.source} was refused`,
      detail: run.why,
      href: `/sources/${run.source}`,
    })
  for (const one of look.applicationsByState)
    if (one.state === 'failing')
      all.push({
        kind: 'application',
        severity: 'high',
        title: `${one.title} does not answer`,
        detail: one.message,
        href: `/applications/${one.name}`,
      })
  if (look.declinedOperations > 0)
    all.push({
      kind: 'operation',
      severity: 'high',
      title: `${counted(look.declinedOperations, 'operation')} declined by a target`,
      detail: 'A person must look',
      href: '/provisioning?state=declined',
    })
  if (look.cases > 0)
    all.push({
      kind: 'case',
      severity: 'medium',
      title: `${counted(look.cases, 'record')} may be somebody we know`,
      detail: 'Merge or keep apart',
      href: '/cases',
    })
  for (const plan of look.waitingPlans)
    all.push({
      kind: 'plan',
      severity: 'medium',
      title: 'A change waits for a second person',
      detail: plan.title,
      href: `/plans/${plan.id}`,
    })
  const byKind = new Map<string, { count: number; applications: string[] }>()
  for (const { kind, application, count } of look.findings) {
    const known = byKind.get(kind) ?? { count: 0, applications: [] }
    byKind.set(kind, { count: known.count + count, applications: [...known.applications, application] })
  }
  for (const [kind, { count, applications }] of byKind) {
    const said = FINDINGS[kind]
    if (said)
      all.push({
        kind,
        severity: said.severity,
        title: said.say(count),
        detail: `In ${applications.slice(0, 3).join(', ')}${applications.length > 3 ? ` and ${applications.length - 3} more` : ''}`,
        href:
          applications.length === 1
            ? `/applications/${applications[0]}/differences?kind=${kind}`
            : `/applications?differences=${kind}`,
      })
  }
  if (look.manualOperations > 0)
    all.push({
      kind: 'manual',
      severity: 'low',
      title: `${counted(look.manualOperations, 'task')} to do by hand`,
      detail: 'In applications without a connection',
      href: '/provisioning?state=manual',
    })
  const weight = { high: 0, medium: 1, low: 2 }
  return all.sort((a, b) => weight[a.severity] - weight[b.severity])
}
