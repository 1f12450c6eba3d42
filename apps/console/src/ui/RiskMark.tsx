import { Pill, Quiet } from './Pill.tsx'

export function RiskMark({ risk }: { readonly risk: 'low' | 'medium' | 'high' }) {
  if (risk === 'high')
    return (
      <Pill tone="warn" dot>
        High
      </Pill>
    )
  return <Quiet tone={risk === 'medium' ? 'warn' : 'neutral'}>{risk === 'medium' ? 'Medium' : 'Low'}</Quiet>
}
