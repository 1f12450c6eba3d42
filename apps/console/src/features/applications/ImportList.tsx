import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Application, ImportRun } from '../../lib/contract.ts'
import { count, exact } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { importsOf, releaseImport } from './queries.ts'
import { words } from './words.ts'

/** The last imports, and the way on for one that the brake holds. */
export function ImportList({ application }: { readonly application: Application }) {
  const queries = useQueryClient()
  const found = useQuery(importsOf(application.name))
  const release = useMutation({
    mutationFn: ({ id, listHash }: ImportRun) => releaseImport(id, listHash ?? ''),
    onSuccess: async () => {
      toast(words.released)
      await queries.invalidateQueries({ queryKey: ['/applications'] })
    },
    onError: (error) => toast(`Nothing was done. ${error.message}`),
  })
  const number = (run: ImportRun, name: string): string => count(run.counts[name] ?? 0)
  return (
    <Panel title={words.imports} flush>
      <Async of={loaded(found)}>
        {(runs) => (
          <SimpleTable
            label={words.imports}
            rows={runs}
            rowKey={(one) => one.id}
            empty={words.noImports}
            columns={[
              { title: 'Started', cell: (one) => <time dateTime={one.startedAt}>{exact(one.startedAt)}</time> },
              { title: 'State', cell: (one) => <ImportMark run={one} /> },
              { title: 'Accounts', end: true, cell: (one) => number(one, 'accounts') },
              { title: 'Holdings', end: true, cell: (one) => number(one, 'holdings') },
              {
                title: 'Gone',
                end: true,
                cell: (one) => count((one.counts.goneAccounts ?? 0) + (one.counts.goneHoldings ?? 0)),
              },
              { title: 'Differences', end: true, cell: (one) => number(one, 'differences') },
              {
                title: 'Said',
                cell: (one) =>
                  one.listHash ? (
                    <Button small look="danger" busy={release.isPending} onClick={() => release.mutate(one)}>
                      {words.release}
                    </Button>
                  ) : (
                    (one.problem ?? 'Nothing to report')
                  ),
              },
            ]}
          />
        )}
      </Async>
    </Panel>
  )
}

function ImportMark({ run }: { readonly run: ImportRun }) {
  const word = words.importState[run.state] ?? run.state
  if (run.state === 'applied') return <Quiet tone="grant">{word}</Quiet>
  return (
    <span title={run.problem ?? undefined}>
      <Pill tone={run.state === 'paused' ? 'warn' : run.problem ? 'revoke' : 'info'} dot>
        {word}
      </Pill>
    </span>
  )
}
