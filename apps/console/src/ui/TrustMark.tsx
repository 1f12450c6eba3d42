import { Pill, Quiet } from './Pill.tsx'

/** The trust level of a device, lowest first: unknown, registered, managed, compliant. */
export function TrustMark({ trust }: { readonly trust: 'unknown' | 'registered' | 'managed' | 'compliant' }) {
  if (trust === 'compliant') return <Quiet tone="grant">Compliant</Quiet>
  if (trust === 'managed')
    return (
      <Pill tone="warn" dot>
        Managed, not compliant
      </Pill>
    )
  return <Pill dot>{trust === 'registered' ? 'Registered' : 'Unknown'}</Pill>
}
