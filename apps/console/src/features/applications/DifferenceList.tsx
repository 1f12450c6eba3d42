import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { Application, Difference } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect } from '../../ui/Field.tsx'
import { Toolbar } from '../../ui/PageHead.tsx'
import { Pill, type Tone } from '../../ui/Pill.tsx'
import { Ago } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { planDifferences } from './queries.ts'
import { kinds, words } from './words.ts'

const tones: Readonly<Record<Difference['kind'], Tone>> = {
  'unjustified-holding': 'warn',
  'missing-holding': 'revoke',
  'orphan-account': 'conflict',
  'attribute-differs': 'info',
}

const columns: readonly Column<Difference>[] = [
  {
    key: 'kind',
    title: 'Difference',
    width: '170px',
    cell: (one) => <Pill tone={tones[one.kind] ?? 'neutral'}>{words.kind[one.kind] ?? one.kind}</Pill>,
  },
  {
    key: 'identity',
    title: 'Identity',
    width: 'minmax(150px, 1.2fr)',
    cell: (one) =>
      one.identity ? (
        <Anchor href={`/identities/${encodeURIComponent(one.identity.name)}`}>{one.identity.displayName}</Anchor>
      ) : (
        'Nobody'
      ),
  },
  {
    key: 'account',
    title: 'Account',
    width: 'minmax(120px, 1fr)',
    from: 620,
    cell: (one) => one.account?.userName ?? 'None',
  },
  {
    key: 'entitlement',
    title: 'Entitlement',
    width: 'minmax(150px, 1.2fr)',
    cell: (one) => one.entitlement?.title ?? 'The account itself',
  },
  {
    key: 'classification',
    title: 'Likely because',
    width: 'minmax(120px, 1fr)',
    from: 900,
    cell: (one) => one.classification ?? 'Unknown',
  },
  { key: 'found', title: 'Found', width: '100px', align: 'end', from: 520, cell: (one) => <Ago at={one.foundAt} /> },
]

/** What is and what should be, where they differ. Every answer is a plan first, so that nobody fixes a surprise blindly. */
export function DifferenceList({ application }: { readonly application: Application }) {
  const router = useRouter()
  const [filters, setFilters] = useFilters(['kind'])
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  const list = useRowWindow<Difference>(`/applications/${encodeURIComponent(application.name)}/differences`, filters)
  const decide = useMutation({
    mutationFn: (deed: 'adopt' | 'remove') => planDifferences(application.name, deed, [...selected]),
    onSuccess: (plan) => router.navigate({ href: `/plans/${plan.id}` }),
    onError: (error) => toast(`No plan was made. ${error.message}`),
  })
  return (
    <>
      <Toolbar
        end={
          selected.size > 0 && (
            <>
              <Button busy={decide.isPending} onClick={() => decide.mutate('adopt')}>
                {words.adopt(selected.size)}
              </Button>
              <Button look="danger" busy={decide.isPending} onClick={() => decide.mutate('remove')}>
                {words.remove(selected.size)}
              </Button>
            </>
          )
        }
      >
        <FilterSelect
          label="Kind"
          any="Any difference"
          value={filters.kind}
          options={kinds}
          onChange={(kind) => setFilters({ kind })}
        />
      </Toolbar>
      <DataTable
        label={words.tabs.differences}
        noun="difference"
        nouns="differences"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        selected={selected}
        onSelect={select}
        empty={<EmptyState title={words.noDifferences}>{words.noDifferencesWhy}</EmptyState>}
      />
    </>
  )
}
