import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IdentityDetail } from '../../lib/contract.ts'
import { date } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from './Identity.module.css'
import { endStanding, type Standing, standingOf } from './queries.ts'
import { words } from './words.ts'

/** Assignments and exclusions of one identity: what people decided beside the rules. */
export function AssignmentsTab({ identity }: { readonly identity: IdentityDetail }) {
  const queries = useQueryClient()
  const found = useQuery(standingOf(identity.name))
  const end = useMutation({
    mutationFn: endStanding,
    onSuccess: async () => {
      toast(words.ended)
      await queries.invalidateQueries()
    },
    onError: (error) => toast(`It did not end. ${error.message}`),
  })
  return (
    <div className={styles.facts}>
      <Async of={loaded(found)}>
        {(rows) => (
          <SimpleTable
            label="Assignments and exclusions"
            rows={rows}
            rowKey={(one) => one.id}
            empty={words.noStanding}
            columns={[
              {
                title: 'Kind',
                cell: (one) => (one.is === 'assignment' ? 'Assignment' : <Pill tone="revoke">Exclusion</Pill>),
              },
              { title: 'What', cell: (one) => <b>{one.what}</b> },
              { title: 'Reason', cell: (one) => one.justification || 'None was given' },
              { title: 'From', cell: (one) => (one.from ? date(one.from) : 'Always') },
              { title: 'Until', cell: (one) => (one.until ? date(one.until) : 'Somebody ends it') },
              { title: 'State', cell: (one) => <StandingMark standing={one} /> },
              {
                title: 'Change',
                end: true,
                cell: (one) =>
                  one.withdrawnAt === null && (
                    <Button small look="danger" busy={end.isPending} onClick={() => end.mutate(one)}>
                      End
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Async>
    </div>
  )
}

function StandingMark({ standing }: { readonly standing: Standing }) {
  if (standing.withdrawnAt) return <Quiet>Ended {date(standing.withdrawnAt)}</Quiet>
  if (standing.until && Date.parse(standing.until) <= Date.now()) return <Quiet>Over</Quiet>
  return <Quiet tone="grant">In force</Quiet>
}
