import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { EntitlementRow, Holder } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { LongPage, PageHead } from '../../ui/PageHead.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { PersonCell } from '../../ui/PersonCell.tsx'
import { Chip, Pill } from '../../ui/Pill.tsx'
import { RiskMark } from '../../ui/RiskMark.tsx'
import { Day } from '../../ui/Time.tsx'
import styles from './Entitlements.module.css'
import { changeEntitlements, entitlement } from './queries.ts'
import { words } from './words.ts'

const columns: readonly Column<Holder>[] = [
  {
    key: 'name',
    title: 'Holder',
    width: 'minmax(200px, 1.4fr)',
    cell: (one) => <PersonCell name={one.identity.displayName} note={one.identity.name} />,
  },
  { key: 'path', title: 'Path', width: 'minmax(180px, 2fr)', from: 560, cell: (one) => one.path },
  {
    key: 'kind',
    title: 'Held by',
    width: '110px',
    from: 460,
    cell: (one) => (one.kind === 'rule' ? 'Rule' : <Pill tone="warn">Assignment</Pill>),
  },
  {
    key: 'since',
    title: 'Since',
    width: '110px',
    align: 'end',
    from: 760,
    cell: (one) => <Day at={one.since} never="Unknown" />,
  },
  {
    key: 'until',
    title: 'Ends',
    width: '110px',
    align: 'end',
    from: 860,
    cell: (one) => <Day at={one.until} never="No end" />,
  },
]

export function EntitlementPage() {
  const { id = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const found = useQuery(entitlement(id))
  const holders = useRowWindow<Holder>(`/entitlements/${encodeURIComponent(id)}/holders`, {})
  const [edits, setEdits] = useState(false)
  usePage(
    { title: words.section },
    { title: words.title, href: '/entitlements' },
    { title: found.data?.title ?? 'Entitlement' },
  )
  const describe = useMutation({
    mutationFn: (description: string) => changeEntitlements([id], { description }),
    onSuccess: async () => {
      setEdits(false)
      await queries.invalidateQueries({ queryKey: ['/entitlements'] })
    },
  })
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    describe.mutate(String(new FormData(event.currentTarget).get('description')))
  }
  return (
    <LongPage>
      <Async of={loaded(found)}>
        {(one) => (
          <>
            <EntitlementHead entitlement={one} onEdit={() => setEdits(true)} />
            <Panel title={words.holders} flush aside={count(one.holders)}>
              <DataTable
                inline
                label={words.holders}
                noun="holder"
                nouns="holders"
                columns={columns}
                list={holders}
                rowKey={(holder) => holder.identity.id + holder.path}
                href={(holder) => `/identities/${encodeURIComponent(holder.identity.name)}/access?grant=${one.id}`}
                empty={<EmptyState title={words.noHolders} />}
              />
            </Panel>
            <Dialog
              open={edits}
              onClose={() => setEdits(false)}
              title="Edit the meaning"
              action={
                <Button look="primary" type="submit" form="meaning" busy={describe.isPending}>
                  Save meaning
                </Button>
              }
            >
              <form id="meaning" onSubmit={save}>
                <TextArea
                  label="Meaning"
                  name="description"
                  rows={5}
                  defaultValue={one.description ?? ''}
                  help="What it lets a person do, in words a reviewer understands."
                  error={describe.error?.message}
                />
              </form>
            </Dialog>
          </>
        )}
      </Async>
    </LongPage>
  )
}

function EntitlementHead({
  entitlement: one,
  onEdit,
}: {
  readonly entitlement: EntitlementRow
  readonly onEdit: () => void
}) {
  return (
    <>
      <PageHead
        title={one.title}
        beside={
          <>
            {one.privileged && <Pill>Privileged</Pill>}
            {one.labels.map((label) => (
              <Chip key={label} tone="info">
                {label}
              </Chip>
            ))}
          </>
        }
        about={one.description ?? <span className={styles.unsaid}>{words.undescribed}</span>}
        actions={<Button onClick={onEdit}>Edit meaning</Button>}
      />
      <Facts
        items={[
          {
            label: 'Application',
            value: <Anchor href={`/applications/${one.application.name}`}>{one.application.title}</Anchor>,
            note: one.type,
          },
          {
            label: 'Owner',
            value: one.owner ? (
              <Anchor href={`/identities/${one.owner.name}`}>{one.owner.displayName}</Anchor>
            ) : (
              'Nobody'
            ),
            note: one.owner ? undefined : 'Nobody answers for it',
          },
          { label: 'Risk', value: <RiskMark risk={one.risk} /> },
          { label: 'Holders', value: count(one.holders) },
          { label: 'Name', value: <code>{one.name}</code> },
        ]}
      />
    </>
  )
}
