import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Operation } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { allApplications } from '../../lib/find.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect } from '../../ui/Field.tsx'
import { OperationMark, operationStates, operationTitle } from '../../ui/OperationMark.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { Ago } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OperationDialog } from './OperationDialog.tsx'
import { type Deed, operation, settle } from './queries.ts'
import { words } from './words.ts'

const columns: readonly Column<Operation>[] = [
  {
    key: 'what',
    title: 'Operation',
    width: 'minmax(210px, 1.5fr)',
    cell: (one) => <b>{operationTitle(one.kind, one.entitlement?.title ?? null)}</b>,
  },
  {
    key: 'who',
    title: 'Identity',
    width: 'minmax(140px, 1fr)',
    cell: (one) => one.identity?.displayName ?? one.account?.userName ?? 'Nobody',
  },
  {
    key: 'where',
    title: 'Application',
    width: 'minmax(100px, 0.8fr)',
    from: 680,
    cell: (one) => one.application.title,
  },
  { key: 'state', title: 'State', width: '156px', cell: (one) => <OperationMark state={one.state} /> },
  { key: 'why', title: 'Because of', width: 'minmax(140px, 1.2fr)', from: 1000, cell: (one) => one.cause ?? 'Unknown' },
  { key: 'tries', title: 'Tries', width: '64px', align: 'end', from: 820, cell: (one) => count(one.attempts) },
  {
    key: 'next',
    title: 'Next try',
    width: '96px',
    align: 'end',
    from: 1120,
    cell: (one) => <Ago at={one.nextTryAt} never="None" />,
  },
  { key: 'made', title: 'Made', width: '100px', align: 'end', from: 560, cell: (one) => <Ago at={one.createdAt} /> },
]

export function ProvisioningPage() {
  usePage({ title: words.section }, { title: words.title })
  const queries = useQueryClient()
  const [filters, setFilters] = useFilters(['state', 'application', 'identity', 'open'])
  const { open, ...narrowing } = filters
  const applications = useQuery(allApplications())
  const list = useRowWindow<Operation>('/operations', narrowing)
  const shown = useQuery({ ...operation(open ?? ''), enabled: open !== undefined })
  const act = useMutation({
    mutationFn: ({ id, deed }: { readonly id: string; readonly deed: Deed }) => settle(id, deed),
    onSuccess: async (_, { deed }) => {
      setFilters({ open: undefined }, true)
      toast(words.done[deed.is])
      await queries.invalidateQueries({ queryKey: ['/operations'] })
    },
  })
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <Toolbar>
        <FilterSelect
          label="State"
          any="Any state"
          value={filters.state}
          options={[{ value: 'open', title: 'Open' }, ...operationStates]}
          onChange={(state) => setFilters({ state })}
        />
        <FilterSelect
          label="Application"
          any="Any application"
          value={filters.application}
          options={(applications.data ?? []).map((one) => ({ value: one.name, title: one.title }))}
          onChange={(application) => setFilters({ application })}
        />
        {filters.identity && (
          <Button onClick={() => setFilters({ identity: undefined })}>Identity is {filters.identity} ×</Button>
        )}
      </Toolbar>
      <DataTable
        label={words.title}
        noun="operation"
        nouns="operations"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) =>
          `/provisioning?${new URLSearchParams({ ...(narrowing as Record<string, string>), open: one.id }).toString()}`
        }
        empty={
          Object.keys(narrowing).length > 0 ? (
            <EmptyState title={words.none} />
          ) : (
            <EmptyState title={words.noneYet}>{words.noneYetWhy}</EmptyState>
          )
        }
      />
      <OperationDialog
        key={open}
        open={open !== undefined}
        operation={shown.data}
        busy={act.isPending}
        error={act.error?.message}
        onClose={() => setFilters({ open: undefined }, true)}
        onSettle={(id, deed) => act.mutate({ id, deed })}
      />
    </FullPage>
  )
}
