import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { SourceRun } from '../../lib/contract.ts'
import { HeldRun } from './HeldRun.tsx'

const run: SourceRun = {
  id: '1',
  source: 'hr',
  state: 'paused',
  mode: 'full',
  startedAt: '2026-03-14T12:00:00Z',
  endedAt: null,
  counts: { read: 96, leavers: 64, unchanged: 96 },
  why: '64 of 160 people are missing. Nothing was changed.',
  listHash: 'abc',
  job: null,
}

describe('a run that the brake holds', () => {
  const markup = renderToStaticMarkup(
    <HeldRun run={run} detail={undefined} busy={false} onRelease={() => {}} onDiscard={() => {}} />,
  )
  it('says why it waits and that nothing was changed', () => {
    expect(markup).toContain('64 of 160 people are missing. Nothing was changed.')
  })
  it('says on its button how much would happen', () => expect(markup).toContain('Release 64 records'))
  it('can also be discarded', () => expect(markup).toContain('Discard this run'))
})
