import type { SourceRun } from '../../lib/contract.ts'
import type { HealthState } from '../../ui/Health.tsx'

/** How a source is, from how its last run went. */
export function healthOf(run: SourceRun | null): { readonly state: HealthState; readonly message: string | null } {
  if (run === null) return { state: 'untried', message: null }
  if (run.state === 'paused') return { state: 'paused', message: run.why }
  if (run.state === 'refused') return { state: 'failing', message: run.why }
  return { state: 'healthy', message: null }
}

/** How many records a held run would touch. */
export const changesOf = ({ counts }: SourceRun): number =>
  ['new', 'changed', 'leavers', 'returned', 'linked', 'missing'].reduce((sum, name) => sum + (counts[name] ?? 0), 0)
