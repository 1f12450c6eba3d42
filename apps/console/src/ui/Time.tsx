import { ago, exact } from '../lib/format.ts'

/** A time as people say it, to the second on hover. */
export function Ago({ at, never = 'Never' }: { readonly at: string | null; readonly never?: string }) {
  if (at === null) return never
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(at)}
    </time>
  )
}
