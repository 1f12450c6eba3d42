import { type Instant, instant, parseInstant } from '@remit/kernel'

const DAY = 86_400_000

/** The days of one zone. Made once for many dates: asking for a zone costs more than asking it. */
export interface Calendar {
  /** @throws RangeError if it is no date `YYYY-MM-DD`: that is checked at the edge. */
  readonly startOfDay: (date: string) => Instant
  readonly endOfDay: (date: string) => Instant
}

/** @throws RangeError if it is no IANA zone: ask `isZone` at the edge. */
export function calendarOf(zone: string): Calendar {
  const offsetAt = offsets(zone)
  return {
    startOfDay: (date) => firstInstant(midnightUtc(date), offsetAt),
    endOfDay: (date) => firstInstant(midnightUtc(date) + DAY, offsetAt),
  }
}

/**
 * The first instant of a calendar day in an IANA zone: usually its midnight. Where clocks spring
 * forward over midnight it is the first moment that exists; where they fall back over it, the first
 * of two midnights. A day that a zone left out begins, and ends, where it was left out.
 */
export const startOfDay = (date: string, zone: string): Instant => calendarOf(zone).startOfDay(date)

/** The first instant after a calendar day in an IANA zone: a last day of work still counts as a whole. */
export const endOfDay = (date: string, zone: string): Instant => calendarOf(zone).endOfDay(date)

function firstInstant(wallClock: number, offsetAt: OffsetAt): Instant {
  // Offsets differ from one side of a change of clocks to the other; a day further there is no second change.
  const before = offsetAt(wallClock - DAY)
  const after = offsetAt(wallClock + DAY)
  const [first, last] = [wallClock - Math.max(before, after), wallClock - Math.min(before, after)]
  if (first + offsetAt(first) === wallClock) return instant(first)
  if (last + offsetAt(last) === wallClock) return instant(last)
  return instant(changeOfClocks(offsetAt, first, last))
}

export function isZone(name: string): boolean {
  try {
    offsets(name)
    return true
  } catch {
    return false
  }
}

function midnightUtc(date: string): number {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? parseInstant(date) : null
  if (parsed === null) throw new RangeError(`not a date: ${date}`)
  return parsed
}

/** Halves the time between two instants on either side of one change until the instant of the change is found. */
function changeOfClocks(offsetAt: OffsetAt, from: number, to: number): number {
  const before = offsetAt(from)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return high
}

/** How many milliseconds the clocks of a zone are ahead of UTC, by instant. */
type OffsetAt = (at: number) => number

function offsets(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const wholeSecond = Math.floor(at / 1000) * 1000
    const parts = new Map(format.formatToParts(wholeSecond).map(({ type, value }) => [type, Number(value)]))
    const [year, month, day] = [parts.get('year')!, parts.get('month')!, parts.get('day')!]
    const [hour, minute, second] = [parts.get('hour')!, parts.get('minute')!, parts.get('second')!]
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond
  }
}
