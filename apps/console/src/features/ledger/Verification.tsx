import { useMutation, useQuery } from '@tanstack/react-query'
import type { LedgerVerdict } from '../../lib/contract.ts'
import { ago } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { CircleCheckIcon, CircleXIcon, ShieldCheckIcon } from '../../ui/icons.ts'
import styles from './Ledger.module.css'
import { checkpoint, verify } from './queries.ts'
import { words } from './words.ts'

/** The last signature, and a button that checks every entry against it. */
export function Verification() {
  const sealed = useQuery(checkpoint)
  const check = useMutation({ mutationFn: verify })
  return (
    <div className={styles.verification}>
      <span role="status" className={styles.status}>
        {check.isPending ? (
          words.verifying
        ) : check.isError ? (
          words.failed
        ) : check.data ? (
          <Verdict verdict={check.data} />
        ) : sealed.data?.at ? (
          words.sealed(sealed.data.size, ago(sealed.data.at))
        ) : null}
      </span>
      <Button icon={<ShieldCheckIcon size={15} />} busy={check.isPending} onClick={() => check.mutate()}>
        {words.verify}
      </Button>
    </div>
  )
}

export function Verdict({ verdict }: { readonly verdict: LedgerVerdict }) {
  return verdict.ok ? (
    <span className={styles.good}>
      <CircleCheckIcon size={16} /> {words.verified(verdict.entries, verdict.checkpoints)}
    </span>
  ) : (
    <span className={styles.bad}>
      <CircleXIcon size={16} /> {words.broken(verdict.problems[0] ?? '')}
    </span>
  )
}
