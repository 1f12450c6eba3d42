import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceRun } from '../../lib/contract.ts'
import { count, exact } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { runDetail } from './queries.ts'
import { words } from './words.ts'

/** The runs of a source, newest first; what was not understood opens beside its run. */
export function RunList({ runs }: { readonly runs: readonly SourceRun[] }) {
  const [opened, open] = useState<string | null>(null)
  const number = (run: SourceRun, name: string): string => count(run.counts[name] ?? 0)
  return (
    <Panel title={words.runs} flush>
      <SimpleTable
        label={words.runs}
        rows={runs}
        rowKey={(one) => one.id}
        empty={words.noRuns}
        columns={[
          { title: 'Started', cell: (one) => <time dateTime={one.startedAt}>{exact(one.startedAt)}</time> },
          { title: 'State', cell: (one) => <RunMark run={one} /> },
          { title: 'Read', end: true, cell: (one) => number(one, 'read') },
          { title: 'New', end: true, cell: (one) => number(one, 'new') },
          { title: 'Changed', end: true, cell: (one) => number(one, 'changed') },
          { title: 'Left', end: true, cell: (one) => number(one, 'leavers') },
          { title: 'Cases', end: true, cell: (one) => number(one, 'cases') },
          {
            title: 'Not understood',
            end: true,
            cell: (one) =>
              one.counts.unreadable || one.state === 'refused' ? (
                <Button small onClick={() => open(one.id)}>
                  {one.counts.unreadable ? `Show ${count(one.counts.unreadable)}` : 'Show why'}
                </Button>
              ) : (
                'None'
              ),
          },
        ]}
      />
      <Problems id={opened} onClose={() => open(null)} />
    </Panel>
  )
}

function RunMark({ run }: { readonly run: SourceRun }) {
  const word = words.state[run.state] ?? run.state
  if (run.state === 'applied' || run.state === 'unchanged') return <Quiet tone="grant">{word}</Quiet>
  if (run.state === 'discarded') return <Quiet>{word}</Quiet>
  return (
    <span title={run.why ?? undefined}>
      <Pill tone={run.state === 'refused' ? 'revoke' : run.state === 'paused' ? 'warn' : 'info'} dot>
        {word}
      </Pill>
    </span>
  )
}

function Problems({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const detail = useQuery({ ...runDetail(id ?? ''), enabled: id !== null })
  return (
    <Dialog wide open={id !== null} onClose={onClose} title={words.problems(detail.data?.problems.length ?? 0)}>
      <Async of={loaded(detail)}>
        {(run) => (
          <>
            {run.why && <p>{run.why}</p>}
            {run.problems.length === 0 ? (
              <EmptyState title="Every record was understood" />
            ) : (
              <SimpleTable
                label="Problems"
                rows={run.problems}
                rowKey={(one) => one.at + one.problem}
                empty=""
                columns={[
                  { title: 'Where', cell: (one) => <code>{one.at}</code> },
                  { title: 'Problem', cell: (one) => one.problem },
                ]}
              />
            )}
          </>
        )}
      </Async>
    </Dialog>
  )
}
