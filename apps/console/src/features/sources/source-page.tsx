import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Source, SourceRun } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Health } from '../../ui/Health.tsx'
import { PlayerPlayIcon } from '../../ui/icons.ts'
import { LongPage, PageHead } from '../../ui/PageHead.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Ago } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { HeldRun } from './HeldRun.tsx'
import { releaseRun, runsOf, source, startRun } from './queries.ts'
import { RunList } from './RunList.tsx'
import { words } from './words.ts'

export function SourcePage() {
  const { name = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const found = useQuery(source(name))
  const runs = useQuery(runsOf(name))
  const [releases, setReleases] = useState<SourceRun | null>(null)
  usePage({ title: words.section }, { title: words.title, href: '/sources' }, { title: found.data?.title ?? name })
  const refresh = () => queries.invalidateQueries({ queryKey: ['/sources'] })
  const run = useMutation({
    mutationFn: () => startRun(name),
    onSuccess: async () => {
      toast(words.started)
      await refresh()
    },
    onError: (error) => toast(`The run did not start. ${error.message}`),
  })
  const release = useMutation({
    mutationFn: (held: SourceRun) => releaseRun(held.id, held.brake?.listHash ?? ''),
    onSuccess: async () => {
      setReleases(null)
      toast(words.released)
      await refresh()
    },
  })
  const held = runs.data?.find((one) => one.state === 'paused')
  const total = (releases?.brake?.effects ?? []).reduce((sum, effect) => sum + effect.count, 0)
  return (
    <LongPage>
      <Async of={loaded(found)}>
        {(one) => (
          <>
            <SourceHead source={one} running={run.isPending} onRun={() => run.mutate()} />
            {held && <HeldRun run={held} onRelease={() => setReleases(held)} />}
            <SourceFacts source={one} />
            <Async of={loaded(runs)}>{(list) => <RunList runs={list} />}</Async>
          </>
        )}
      </Async>
      <Dialog
        open={releases !== null}
        onClose={() => setReleases(null)}
        title={words.releaseTitle(total)}
        action={
          releases && (
            <Button look="danger" busy={release.isPending} onClick={() => release.mutate(releases)}>
              {words.release(total)}
            </Button>
          )
        }
      >
        <p>{words.releaseText}</p>
        {release.error && <p role="alert">{release.error.message}</p>}
      </Dialog>
    </LongPage>
  )
}

function SourceHead({
  source: one,
  running,
  onRun,
}: {
  readonly source: Source
  readonly running: boolean
  readonly onRun: () => void
}) {
  return (
    <PageHead
      title={one.title}
      beside={
        <>
          <Health {...one.health} />
          {one.managedBy === 'files' && <Pill tone="info">Managed by files</Pill>}
        </>
      }
      about={
        <>
          <span>Connector {one.connector}</span>
          <span>
            Last run <Ago at={one.lastRunAt} />
            {one.schedule && `, ${one.schedule}`}
          </span>
        </>
      }
      actions={
        <Button icon={<PlayerPlayIcon size={15} />} busy={running} onClick={onRun}>
          {words.run}
        </Button>
      }
    />
  )
}

function SourceFacts({ source: one }: { readonly source: Source }) {
  return (
    <Facts
      items={[
        { label: 'Records', value: count(one.records) },
        { label: 'Brings', value: one.kind },
        { label: 'Somebody missing', value: words.absence[one.absence] ?? one.absence },
        { label: 'Runs', value: one.schedule ?? 'When asked' },
      ]}
    />
  )
}
