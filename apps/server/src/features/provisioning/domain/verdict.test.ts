import { after, type Duration, type Instant, minutes, seconds } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { stateAfter } from './verdict.ts'

const now = 0 as Instant
const busy = (ms: number) => ({ is: 'later', after: ms as Duration, reason: 'busy' }) as const

describe('after a run an operation', () => {
  it('waits as long as the target asks, and never less than its own pause', () => {
    expect(stateAfter({ attempts: 1 }, busy(60_000), now, 0).dueAt).toBe(after(now, minutes(1)))
    expect(stateAfter({ attempts: 1 }, busy(0), now, 0).dueAt).toBe(after(now, seconds(2)))
  })
  it('waits longer each time, up to a quarter of an hour, each one differently', () => {
    expect(stateAfter({ attempts: 3 }, busy(0), now, 0).dueAt).toBe(after(now, seconds(8)))
    expect(stateAfter({ attempts: 3 }, busy(0), now, 0.5).dueAt).toBe(after(now, seconds(12)))
    expect(stateAfter({ attempts: 500 }, busy(0), now, 0).dueAt).toBe(after(now, minutes(7.5)))
  })
  it('is settled when it was seen, or when the target said no', () => {
    expect(stateAfter({ attempts: 1 }, { is: 'verified' }, now, 0)).toMatchObject({ state: 'verified', settled: true })
    expect(stateAfter({ attempts: 1 }, { is: 'declined', reason: 'quota' }, now, 0)).toMatchObject({
      state: 'declined',
      settled: true,
      said: { reason: 'quota' },
    })
  })
  it('is looked for some times when the target says done, and then it was not', () => {
    expect(stateAfter({ attempts: 2 }, { is: 'done', looked: true }, now, 0)).toMatchObject({
      state: 'done',
      settled: false,
    })
    expect(stateAfter({ attempts: 7 }, { is: 'done', looked: true }, now, 0)).toMatchObject({
      state: 'declined',
      settled: true,
    })
    expect(stateAfter({ attempts: 7 }, { is: 'done', looked: false }, now, 0)).toMatchObject({
      state: 'done',
      settled: false,
    })
  })
})
