import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Application, DeedPreview, Difference, DifferenceKind } from '../../lib/contract.ts'
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
import { DeedDialog } from './DeedDialog.tsx'
import { dealWith, previewDeed } from './queries.ts'
import { kinds, words } from './words.ts'

const tones: Readonly<Record<DifferenceKind, Tone>> = {
  'unjustified-holding': 'warn',
  'missing-holding': 'revoke',
  'orphan-account': 'conflict',
  'attribute-differs': 'info',
  'account-missing': 'revoke',
  'account-of-leaver': 'revoke',
  'access-by-nesting': 'revoke',
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
    cell: (one) => words.classification[one.classification] ?? one.classification,
  },
  { key: 'found', title: 'Found', width: '100px', align: 'end', from: 520, cell: (one) => <Ago at={one.foundAt} /> },
]

/** What is and what should be, where they differ. Every answer shows its effect first, so that nobody fixes a surprise blindly. */
export function DifferenceList({ application }: { readonly application: Application }) {
  const queries = useQueryClient()
  const [filters, setFilters] = useFilters(['kind', 'classification'])
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  const [shown, show] = useState<DeedPreview | null>(null)
  const list = useRowWindow<Difference>(`/applications/${encodeURIComponent(application.name)}/differences`, filters)
  const look = useMutation({
    mutationFn: (deed: DeedPreview['deed']) => previewDeed(application.name, deed, [...selected]),
    onSuccess: show,
    onError: (error) => toast(`The effect was not computed. ${error.message}`),
  })
  const deal = useMutation({
    mutationFn: ({ preview, reason }: { readonly preview: DeedPreview; readonly reason: string }) =>
      dealWith(application.name, preview, reason),
    onSuccess: async (_, { preview }) => {
      toast(words.dealt[preview.deed](preview.count))
      show(null)
      select(new Set())
      await queries.invalidateQueries()
    },
  })
  return (
    <>
      <Toolbar
        end={
          selected.size > 0 && (
            <>
              <Button busy={look.isPending} onClick={() => look.mutate('adopt')}>
                {words.adopt(selected.size)}
              </Button>
              <Button look="danger" busy={look.isPending} onClick={() => look.mutate('remove')}>
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
        <FilterSelect
          label="Cause"
          any="Any cause"
          value={filters.classification}
          options={Object.entries(words.classification).map(([value, title]) => ({ value, title }))}
          onChange={(classification) => setFilters({ classification })}
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
      <DeedDialog
        preview={shown}
        busy={deal.isPending}
        error={deal.error?.message}
        onClose={() => show(null)}
        onDo={(preview, reason) => deal.mutate({ preview, reason })}
      />
    </>
  )
}
