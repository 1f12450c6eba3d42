import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { Plan } from '../../lib/contract.ts'
import { effectLines } from '../../lib/effect-lines.ts'
import { useFilters } from '../../lib/filters.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { applyPlan, plan, planEffects, revertPlan } from '../../lib/plans.ts'
import { session } from '../../lib/session.ts'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { LongPage } from '../../ui/PageHead.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { PlanView } from './PlanView.tsx'
import { words } from './words.ts'

export function PlanPage() {
  const { id = '' } = useParams({ strict: false })
  const router = useRouter()
  const queries = useQueryClient()
  const operator = useQuery(session)
  const found = useQuery(plan(id))
  const [{ direction }, setFilters] = useFilters(['direction'])
  const shown = direction === 'loss' ? 'loss' : 'gain'
  const effects = useQuery({ ...planEffects(id, shown), enabled: found.isSuccess })
  const [asks, setAsks] = useState(false)
  usePage({ title: words.section }, { title: words.title, href: '/plans' }, { title: found.data?.title ?? 'Plan' })

  const apply = useMutation({
    mutationFn: applyPlan,
    onSuccess: async () => {
      setAsks(false)
      // What people hold may differ anywhere now.
      await queries.invalidateQueries()
    },
  })
  const revert = useMutation({
    mutationFn: () => revertPlan(id),
    onSuccess: async (made) => {
      await router.navigate({ href: `/plans/${made.id}` })
      toast(words.reverts)
    },
    onError: (error) => toast(`No plan was made. ${error.message}`),
  })

  return (
    <LongPage>
      <Async of={loaded(found)}>
        {(one) => (
          <>
            <PlanView
              plan={one}
              me={operator.data?.name}
              direction={shown}
              onDirection={(next) => setFilters({ direction: next === 'gain' ? undefined : next }, true)}
              effects={
                effects.data
                  ? { lines: effectLines(effects.data.items), total: effects.data.total ?? effects.data.items.length }
                  : null
              }
              reverting={revert.isPending}
              onApply={() => setAsks(true)}
              onRevert={() => revert.mutate()}
            />
            <Dialog
              open={asks}
              onClose={() => setAsks(false)}
              title={asksOnly(one) ? words.askTitle : words.applyTitle(one.impact.people)}
              action={
                <Button look="primary" busy={apply.isPending} onClick={() => apply.mutate(one)}>
                  {asksOnly(one) ? words.ask : words.apply(one.impact.people)}
                </Button>
              }
            >
              <p>{asksOnly(one) ? words.askText : words.applyText(one.impact.gains, one.impact.losses)}</p>
              {apply.error && <p role="alert">{apply.error.message}</p>}
            </Dialog>
          </>
        )}
      </Async>
    </LongPage>
  )
}

/** A plan that waits is with its second person already: what is left is to apply it. */
const asksOnly = ({ needsSecondPerson, state }: Plan): boolean => needsSecondPerson && state === 'draft'
