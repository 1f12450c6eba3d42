import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { Ago } from '../../ui/Time.tsx'
import type { TokenRow } from './queries.ts'
import { scopeOf } from './scopes.ts'
import { words } from './words.ts'

export function TokenTable({
  rows,
  onEnd,
}: {
  readonly rows: readonly TokenRow[]
  readonly onEnd: (token: TokenRow) => void
}) {
  return (
    <Panel title={words.tokens} flush>
      <SimpleTable
        label={words.tokens}
        rows={rows}
        rowKey={(one) => one.id}
        empty={words.noTokens}
        columns={[
          { title: 'Name', cell: (one) => <b>{one.name}</b> },
          { title: 'May', cell: ({ permissions }) => mayOf(permissions) },
          { title: 'Made', end: true, cell: (one) => <Ago at={one.createdAt} /> },
          {
            title: 'Ends',
            end: true,
            cell: (one) => (one.endsAt ? <Ago at={one.endsAt} /> : <Pill tone="warn">Never, replace it</Pill>),
          },
          {
            title: 'Change',
            end: true,
            cell: (one) => (
              <Button small look="danger" onClick={() => onEnd(one)}>
                {words.endToken}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function mayOf(permissions: readonly string[]): string {
  const scope = scopeOf(permissions)
  return scope ? words.scopes[scope] : permissions.join(', ')
}
