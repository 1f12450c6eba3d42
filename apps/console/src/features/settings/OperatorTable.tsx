import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PersonCell } from '../../ui/PersonCell.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import type { OperatorRow } from './queries.ts'
import { words } from './words.ts'

export function OperatorTable({
  rows,
  onDisable,
}: {
  readonly rows: readonly OperatorRow[]
  readonly onDisable: (name: string) => void
}) {
  return (
    <Panel title={words.operators} flush>
      <SimpleTable
        label={words.operators}
        rows={rows}
        rowKey={(one) => one.id}
        empty=""
        columns={[
          { title: 'Name', cell: (one) => <PersonCell name={one.displayName} note={one.name} /> },
          { title: 'May', cell: (one) => one.roles.map((role) => words.roles[role] ?? role).join('; ') },
          {
            title: 'State',
            cell: (one) => (one.disabled ? <Pill>Disabled</Pill> : <Quiet tone="grant">Can sign in</Quiet>),
          },
          {
            title: 'Change',
            end: true,
            cell: (one) =>
              !one.disabled && (
                <Button small look="danger" onClick={() => onDisable(one.name)}>
                  {words.disable}
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  )
}
