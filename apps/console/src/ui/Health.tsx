import { plural } from '../lib/format.ts'
import { Pill, Quiet, type Tone } from './Pill.tsx'

export type HealthState = 'untried' | 'healthy' | 'failing' | 'paused'

const words: Readonly<Record<HealthState, readonly [Tone, string]>> = {
  untried: ['neutral', 'Not tried yet'],
  healthy: ['grant', 'In sync'],
  failing: ['revoke', 'Failing'],
  paused: ['warn', 'Held'],
}

interface HealthProps {
  readonly state: HealthState
  readonly message?: string | null
  /** What was found between should and is: something that answers well may still hold what nobody decided. */
  readonly differences?: number
}

/** Quiet when all is well, a filled pill when not; the sentence behind it on hover. */
export function Health({ state, message, differences = 0 }: HealthProps) {
  const [tone, word] = words[state] ?? ['neutral', state]
  if (state === 'healthy' && differences > 0)
    return (
      <Pill tone="warn" dot>
        {plural(differences, 'difference')}
      </Pill>
    )
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
