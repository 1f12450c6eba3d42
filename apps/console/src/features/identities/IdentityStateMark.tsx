import type { IdentityState } from '../../lib/contract.ts'
import { Pill, Quiet, type Tone } from '../../ui/Pill.tsx'
import { words } from './words.ts'

const tones: Readonly<Record<IdentityState, Tone>> = {
  'pre-hire': 'info',
  active: 'grant',
  'on-leave': 'info',
  left: 'neutral',
}

export function IdentityStateMark({ state }: { readonly state: IdentityState }) {
  const word = words.state[state] ?? state
  return state === 'active' ? (
    <Quiet tone="grant">{word}</Quiet>
  ) : (
    <Pill tone={tones[state] ?? 'neutral'} dot>
      {word}
    </Pill>
  )
}
