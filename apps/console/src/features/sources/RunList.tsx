import type { SourceRun } from '../../lib/contract.ts'
import { count, exact } from '../../lib/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import styles from './Sources.module.css'
import { words } from './words.ts'

export function RunList({ runs }: { readonly runs: readonly SourceRun[] }) {
  return (
    <Panel title={words.runs} flush>
      <SimpleTable
        label={words.runs}
        rows={runs}
        rowKey={(one) => one.id}
        empty={words.noRuns}
        columns={[
          { title: 'Started', cell: (one) => <time dateTime={one.startedAt}>{exact(one.startedAt)}</time> },
          { title: 'State', cell: (one) => <RunState state={one.state} /> },
          { title: 'Read', end: true, cell: (one) => count(one.read) },
          { title: 'New', end: true, cell: (one) => count(one.created) },
          { title: 'Changed', end: true, cell: (one) => count(one.changed) },
          { title: 'Left', end: true, cell: (one) => count(one.left) },
          { title: 'Problems', cell: (one) => <Problems problems={one.problems} /> },
        ]}
      />
    </Panel>
  )
}

function RunState({ state }: { readonly state: SourceRun['state'] }) {
  if (state === 'done') return <Quiet tone="grant">{words.state.done}</Quiet>
  return (
    <Pill tone={state === 'failed' ? 'revoke' : state === 'paused' ? 'warn' : 'info'} dot>
      {words.state[state]}
    </Pill>
  )
}

function Problems({ problems }: { readonly problems: SourceRun['problems'] }) {
  if (problems.length === 0) return 'None'
  return (
    <details className={styles.problems}>
      <summary>{words.problems(problems.length)}</summary>
      <ul>
        {problems.map((problem) => (
          <li key={problem.record + problem.message}>
            <b>{problem.record}</b> {problem.message}
          </li>
        ))}
      </ul>
    </details>
  )
}
