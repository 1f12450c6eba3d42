import { after, type Instant, minutes, seconds } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { answered, circuitOf, type Standing, unanswered } from './circuit.ts'

const now = 1_000_000 as Instant
const fresh: Standing = { state: 'untried', since: now, message: '', failures: 0, closedUntil: null }
const failed = (times: number, at = now): Standing =>
  Array.from({ length: times }).reduce<Standing>((so) => unanswered(so, at, 'no route'), fresh)

describe('the circuit of a connection', () => {
  it('stays closed while failures may be a hiccup', () => {
    expect(circuitOf(failed(4), now)).toBe('closed')
  })

  it('opens at the fifth failure in a row, for longer and longer, but never for hours', () => {
    expect(circuitOf(failed(5), now)).toBe('open')
    expect(failed(5).closedUntil).toBe(after(now, seconds(30)))
    expect(failed(6).closedUntil).toBe(after(now, minutes(1)))
    expect(failed(60).closedUntil).toBe(after(now, minutes(15)))
  })

  it('lets one call through once the pause is over, and closes with the first answer', () => {
    const later = after(now, seconds(30))
    expect(circuitOf(failed(5), later)).toBe('half-open')
    expect(circuitOf(answered(failed(5), later), later)).toBe('closed')
  })

  it('says since when it fails, not since the last failure', () => {
    expect(unanswered(failed(2), after(now, minutes(5)), 'no route').since).toBe(now)
  })
})
