import type { PlanState } from '../../lib/contract.ts'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { words } from './words.ts'

export function PlanStateMark({ state }: { readonly state: PlanState }) {
  if (state === 'applied') return <Quiet tone="grant">{words.state.applied}</Quiet>
  if (state === 'waiting')
    return (
      <Pill tone="warn" dot>
        {words.state.waiting}
      </Pill>
    )
  return <Pill tone={state === 'draft' ? 'info' : 'neutral'}>{words.state[state]}</Pill>
}
