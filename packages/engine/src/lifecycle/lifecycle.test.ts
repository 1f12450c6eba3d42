import { type Instant, instant, parseInstant, toIso } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfDay, isZone, startOfDay } from './calendar-day.ts'
import { lifecycleState } from './lifecycle-state.ts'

describe('a day begins', () => {
  it.each([
    ['at midnight in Berlin in winter', '2025-01-15', 'Europe/Berlin', '2025-01-14T23:00:00.000Z'],
    [
      'at midnight on the day the clocks of Berlin go forward',
      '2025-03-30',
      'Europe/Berlin',
      '2025-03-29T23:00:00.000Z',
    ],
    ['at midnight in Auckland, in summer time', '2025-01-15', 'Pacific/Auckland', '2025-01-14T11:00:00.000Z'],
    ['at midnight in Auckland, in winter', '2025-07-15', 'Pacific/Auckland', '2025-07-14T12:00:00.000Z'],
    ['on the half hour of UTC in India', '2025-06-01', 'Asia/Kolkata', '2025-05-31T18:30:00.000Z'],
    ['at a quarter in Nepal', '2025-06-01', 'Asia/Kathmandu', '2025-05-31T18:15:00.000Z'],
    [
      'at midnight on Lord Howe, where clocks change by half an hour',
      '2025-10-05',
      'Australia/Lord_Howe',
      '2025-10-04T13:30:00.000Z',
    ],
    ['at one in Santiago when midnight was skipped', '2024-09-08', 'America/Santiago', '2024-09-08T04:00:00.000Z'],
    ['at one in Beirut when midnight was skipped', '2025-03-30', 'Asia/Beirut', '2025-03-29T22:00:00.000Z'],
    ['at the first of two midnights in Havana', '2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z'],
    ['where it was left out, in Samoa', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, date, zone, wanted) => {
    expect(toIso(startOfDay(date, zone))).toBe(wanted)
  })
})

describe('a day ends where the next one begins', () => {
  it.each([
    ['after 24 hours', '2025-01-15', 'Pacific/Auckland', 24],
    ['after 23 hours when clocks go forward', '2025-03-30', 'Europe/Berlin', 23],
    ['after 25 hours when clocks go back', '2025-10-26', 'Europe/Berlin', 25],
    ['after 23 hours when midnight was skipped', '2024-09-08', 'America/Santiago', 23],
    ['after 24 and a half hours on Lord Howe', '2025-04-06', 'Australia/Lord_Howe', 24.5],
    ['at once if the zone left it out', '2011-12-30', 'Pacific/Apia', 0],
  ])('%s', (_, date, zone, hours) => {
    expect((endOfDay(date, zone) - startOfDay(date, zone)) / 3_600_000).toBe(hours)
  })

  it('in every zone, and its first instant shows its date', () => {
    const zones = fc.constantFrom(
      'America/Santiago',
      'America/Sao_Paulo',
      'Asia/Tehran',
      'Africa/Cairo',
      'Asia/Gaza',
      'Pacific/Chatham',
      'UTC',
    )
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 365 * 30 }), (zone, day) => {
        const date = toIso(instant(Date.UTC(2000, 0, 1) + day * 86_400_000)).slice(0, 10)
        const shown = (at: number) =>
          new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
        expect(shown(startOfDay(date, zone))).toBe(date)
        expect(shown(startOfDay(date, zone) - 1) < date).toBe(true)
        expect(shown(endOfDay(date, zone) - 1)).toBe(date)
      }),
    )
  })

  it('is nothing that can be asked of what is no date or no zone', () => {
    expect(() => startOfDay('2025-02-30', 'UTC')).toThrow(RangeError)
    expect(() => startOfDay('2025-02-03', 'Mars/Olympus')).toThrow(RangeError)
    expect([isZone('Mars/Olympus'), isZone('Asia/Kolkata')]).toEqual([false, true])
  })
})

describe('an identity', () => {
  const at = (iso: string) => parseInstant(iso) as Instant
  const employed = { start: at('2025-01-01'), end: at('2025-07-01'), status: 'active' } as const

  it.each([
    ['is pre-hire before the start', employed, '2024-12-31T23:59:59Z', 'pre-hire'],
    ['is active from the start on', employed, '2025-01-01', 'active'],
    ['has left from the end on', employed, '2025-07-01', 'left'],
    ['is on leave in between', { ...employed, status: 'on-leave' as const }, '2025-03-01', 'on-leave'],
    [
      'is pre-hire even if a leave is known already',
      { ...employed, status: 'on-leave' as const },
      '2024-03-01',
      'pre-hire',
    ],
    [
      'has left when it is inactive, whatever the dates',
      { ...employed, status: 'inactive' as const },
      '2025-03-01',
      'left',
    ],
    ['is active without dates', { start: null, end: null, status: 'active' as const }, '2025-03-01', 'active'],
  ])('%s', (_, employment, now, state) => {
    expect(lifecycleState(employment, at(now))).toBe(state)
  })
})
