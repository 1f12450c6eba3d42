import { Pill, Quiet, type Tone } from './Pill.tsx'

export type HealthState = 'healthy' | 'late' | 'failing' | 'stopped' | 'never-run'

const words: Readonly<Record<HealthState, readonly [Tone, string]>> = {
  healthy: ['grant', 'In sync'],
  late: ['warn', 'Late'],
  failing: ['revoke', 'Failing'],
  stopped: ['warn', 'Held'],
  'never-run': ['neutral', 'Not read yet'],
}

/** Quiet when all is well, a filled pill when not; the sentence behind it on hover. */
export function Health({ state, message }: { readonly state: HealthState; readonly message?: string | null }) {
  const [tone, word] = words[state] ?? ['neutral', state]
  const shown =
    state === 'healthy' || state === 'never-run' ? (
      <Quiet tone={tone}>{word}</Quiet>
    ) : (
      <Pill tone={tone} dot>
        {word}
      </Pill>
    )
  return <span title={message ?? undefined}>{shown}</span>
}
