import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Async } from '../../ui/Async.tsx'
import { LongPage } from '../../ui/PageHead.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { CaseView } from './CaseView.tsx'
import { knownOf } from './fields.ts'
import { candidate, correlationCase, reopenCase, resolveCase, type Verdict } from './queries.ts'
import { words } from './words.ts'

export function CasePage() {
  const { id = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const found = useQuery(correlationCase(id))
  usePage(
    { title: words.section },
    { title: words.title, href: '/cases' },
    { title: found.data?.displayName ?? 'Case' },
  )
  const candidates = useQueries({
    queries: (found.data?.candidates ?? []).map((one) => candidate(one.identity)),
    combine: (asked) => new Map(asked.flatMap(({ data }) => (data ? [[data.id, knownOf(data)] as const] : []))),
  })
  const refresh = () => queries.invalidateQueries()
  const reopen = useMutation({
    mutationFn: () => reopenCase(id),
    onSuccess: async () => {
      toast(words.undone)
      await refresh()
    },
    onError: (error) => toast(`It was not undone. ${error.message}`),
  })
  const resolve = useMutation({
    mutationFn: (verdict: Verdict) => resolveCase(id, verdict),
    onSuccess: async (_, verdict) => {
      const chosen =
        verdict.decision === 'merge'
          ? found.data?.candidates.find((one) => one.identity === verdict.identity)
          : undefined
      toast(chosen ? words.merged(chosen.displayName) : words.separated, () => reopen.mutate())
      await refresh()
    },
    onError: (error) => toast(`Nothing was decided. ${error.message}`),
  })
  return (
    <LongPage>
      <Async of={loaded(found)}>
        {(one) => (
          <CaseView
            found={one}
            known={candidates}
            busy={resolve.isPending || reopen.isPending}
            onMerge={(identity) => resolve.mutate({ decision: 'merge', identity })}
            onSeparate={() => resolve.mutate({ decision: 'separate' })}
            onUndo={() => reopen.mutate()}
          />
        )}
      </Async>
    </LongPage>
  )
}
