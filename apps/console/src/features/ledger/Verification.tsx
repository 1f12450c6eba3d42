import { useMutation, useQuery } from '@tanstack/react-query'
import type { Job } from '../../lib/contract.ts'
import { ago } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { CircleCheckIcon, CircleXIcon, ShieldCheckIcon } from '../../ui/icons.ts'
import styles from './Ledger.module.css'
import { checkpoint, job, startVerification } from './queries.ts'
import { words } from './words.ts'

/** The last signature, and a button that checks every entry against it. */
export function Verification() {
  const sealed = useQuery(checkpoint)
  const start = useMutation({ mutationFn: startVerification })
  const run = useQuery({ ...job(start.data?.job ?? ''), enabled: start.data !== undefined })
  const running = start.isPending || run.data?.state === 'running' || run.data?.state === 'waiting'
  return (
    <div className={styles.verification}>
      <span role="status" className={styles.status}>
        {start.isError ? (
          words.failed
        ) : run.data ? (
          <Outcome job={run.data} />
        ) : (
          sealed.data && words.sealed(sealed.data.size, ago(sealed.data.signedAt))
        )}
      </span>
      <Button icon={<ShieldCheckIcon size={15} />} busy={running} onClick={() => start.mutate()}>
        {words.verify}
      </Button>
    </div>
  )
}

export function Outcome({ job: one }: { readonly job: Job }) {
  if (one.state === 'failed') return words.failed
  if (one.state !== 'done') return words.verifying(one.progress.done, one.progress.total)
  const result = one.result as { readonly ok?: boolean; readonly entries?: number } | null
  return result?.ok ? (
    <span className={styles.good}>
      <CircleCheckIcon size={16} /> {words.verified(result.entries ?? one.progress.done)}
    </span>
  ) : (
    <span className={styles.bad}>
      <CircleXIcon size={16} /> {words.broken}
    </span>
  )
}
