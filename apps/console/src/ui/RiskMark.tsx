import { Pill, Quiet } from './Pill.tsx'

export function RiskMark({ risk }: { readonly risk: 'low' | 'medium' | 'high' | 'critical' }) {
  if (risk === 'critical')
    return (
      <Pill tone="revoke" dot>
        Critical
      </Pill>
    )
  if (risk === 'high')
    return (
      <Pill tone="warn" dot>
        High
      </Pill>
    )
  return <Quiet tone={risk === 'medium' ? 'warn' : 'neutral'}>{risk === 'medium' ? 'Medium' : 'Low'}</Quiet>
}
