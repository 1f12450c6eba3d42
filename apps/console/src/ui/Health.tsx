import { Pill, Quiet, type Tone } from './Pill.tsx'

export type HealthState = 'untried' | 'healthy' | 'failing' | 'paused'

const words: Readonly<Record<HealthState, readonly [Tone, string]>> = {
  untried: ['neutral', 'Not tried yet'],
  healthy: ['grant', 'In sync'],
  failing: ['revoke', 'Failing'],
  paused: ['warn', 'Held'],
}

/** Quiet when all is well, a filled pill when not; the sentence behind it on hover. */
export function Health({ state, message }: { readonly state: HealthState; readonly message?: string | null }) {
  const [tone, word] = words[state] ?? ['neutral', state]
  return (
    <span title={message || undefined}>
      {state === 'failing' || state === 'paused' ? (
        <Pill tone={tone} dot>
          {word}
        </Pill>
      ) : (
        <Quiet tone={tone}>{word}</Quiet>
      )}
    </span>
  )
}
