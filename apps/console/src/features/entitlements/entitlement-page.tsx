import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { EntitlementDetail, Holder } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { count, date, plural, spelledOut } from '../../lib/format.ts'
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
  {
    key: 'reasons',
    title: 'Because of',
    width: 'minmax(200px, 2fr)',
    from: 460,
    cell: (one) => (
      <span className={styles.title}>
        {one.reasons.map((reason) => (
          <Chip key={reason.kind + reason.label} tone={reason.kind === 'rule' ? 'accent' : 'warn'}>
            {reason.kind === 'rule' ? `Rule ${reason.label}` : spelledOut(reason.label)}
          </Chip>
        ))}
      </span>
    ),
  },
  {
    key: 'department',
    title: 'Department',
    width: 'minmax(110px, 1fr)',
    from: 760,
    cell: (one) => one.identity.department ?? 'None',
  },
]

/** The last moment of a day in the reader's zone, and never later than now. */
const endOfDay = (day: string): string =>
  new Date(Math.min(Date.now(), Date.parse(`${day}T23:59:59.999`))).toISOString()

export function EntitlementPage() {
  const { id = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const found = useQuery(entitlement(id))
  const key = found.data?.id
  const [{ at }, setFilters] = useFilters(['at'])
  const holders = useRowWindow<Holder>(
    `/entitlements/${encodeURIComponent(key ?? id)}/holders`,
    at ? { at: endOfDay(at) } : {},
    { enabled: key !== undefined },
  )
  const [edits, setEdits] = useState(false)
  usePage(
    { title: words.section },
    { title: words.title, href: '/entitlements' },
    { title: found.data?.title ?? 'Entitlement' },
  )
  const describe = useMutation({
    mutationFn: (description: string) => changeEntitlements([key ?? id], { description }),
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
            <Panel
              title={words.holders}
              flush
              aside={
                <>
                  {holders.total !== null && <span>{count(holders.total)}</span>}
                  <label className={styles.day}>
                    As of{' '}
                    <input
                      type="date"
                      value={at ?? ''}
                      max={new Date().toISOString().slice(0, 10)}
                      onChange={(event) => setFilters({ at: event.target.value })}
                    />
                  </label>
                </>
              }
            >
              {at && <p className={styles.past}>{words.asOf(date(at))}</p>}
              <DataTable
                inline
                label={words.holders}
                noun="holder"
                nouns="holders"
                columns={columns}
                list={holders}
                rowKey={(holder) => holder.identity.id}
                href={(holder) =>
                  `/identities/${encodeURIComponent(holder.identity.name)}/access?grant=${one.id}${at ? `&asof=${endOfDay(at)}` : ''}`
                }
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
  readonly entitlement: EntitlementDetail
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
          {
            label: 'In the application',
            value: plural(one.holders, 'account'),
            note: one.present ? 'as last read' : 'not found there',
          },
          {
            label: 'Given by',
            value: one.roles.length === 0 ? 'No role' : one.roles.map((role) => role.title).join(', '),
          },
          { label: 'Name', value: <code>{one.name}</code> },
        ]}
      />
    </>
  )
}
