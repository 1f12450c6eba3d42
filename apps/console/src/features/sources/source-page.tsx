import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Source } from '../../lib/contract.ts'
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
import { discardRun, isUnderWay, releaseRun, runDetail, runsOf, source, startRun } from './queries.ts'
import { RunList } from './RunList.tsx'
import { changesOf, healthOf } from './run-health.ts'
import { words } from './words.ts'

export function SourcePage() {
  const { name = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const found = useQuery(source(name))
  const runs = useQuery(runsOf(name))
  const held = runs.data?.find((one) => one.state === 'paused')
  const detail = useQuery({ ...runDetail(held?.id ?? ''), enabled: held !== undefined })
  const [releases, setReleases] = useState(false)
  usePage({ title: words.section }, { title: words.title, href: '/sources' }, { title: found.data?.title ?? name })
  const done = (said: string) => async (): Promise<void> => {
    setReleases(false)
    toast(said)
    await queries.invalidateQueries()
  }
  const failed = (error: Error): void => toast(`Nothing was done. ${error.message}`)
  const run = useMutation({ mutationFn: () => startRun(name), onSuccess: done(words.started), onError: failed })
  const discard = useMutation({ mutationFn: discardRun, onSuccess: done(words.discarded), onError: failed })
  const release = useMutation({
    mutationFn: ({ id, listHash }: { readonly id: string; readonly listHash: string | null }) =>
      releaseRun(id, listHash ?? ''),
    onSuccess: done(words.released),
  })
  const changes = held ? changesOf(held) : 0
  return (
    <LongPage>
      <Async of={loaded(found)}>
        {(one) => (
          <>
            <SourceHead
              source={one}
              running={run.isPending || (runs.data?.some(isUnderWay) ?? false)}
              onRun={() => run.mutate()}
            />
            {held && (
              <HeldRun
                run={held}
                detail={detail.data}
                busy={discard.isPending}
                onRelease={() => setReleases(true)}
                onDiscard={() => discard.mutate(held.id)}
              />
            )}
            <SourceFacts source={one} />
            <Async of={loaded(runs)}>{(list) => <RunList runs={list} />}</Async>
          </>
        )}
      </Async>
      <Dialog
        open={releases}
        onClose={() => setReleases(false)}
        title={words.releaseTitle(changes)}
        action={
          held && (
            <Button look="danger" busy={release.isPending} onClick={() => release.mutate(held)}>
              {words.release(changes)}
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
          <Health {...healthOf(one.lastRun)} />
          {one.managedBy === 'files' && <Pill tone="info">Managed by files</Pill>}
        </>
      }
      about={
        <>
          <span>Connector {one.connector}</span>
          <span>
            Last run <Ago at={one.lastRun?.startedAt ?? null} />
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
        { label: 'Missing from the last feed', value: count(one.missing) },
        { label: 'Waiting for a case', value: count(one.waiting) },
        { label: 'Somebody missing', value: words.absence[one.absence] ?? one.absence },
        { label: 'Rank', value: count(one.rank), note: 'the smaller wins where sources disagree' },
      ]}
    />
  )
}
