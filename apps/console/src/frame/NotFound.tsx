import { ButtonLink } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

export function NotFound() {
  return (
    <EmptyState
      title="There is no page at this address"
      action={<ButtonLink href="/overview">Go to the overview</ButtonLink>}
    >
      The link may be old, or what it led to may be named differently now.
    </EmptyState>
  )
}
