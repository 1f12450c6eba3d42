/**
 * Every number and date a person reads goes through here. Dates are never 03/04/26; numbers are whole up to
 * 9,999,999; a missing value is a word the caller chooses, never a lone dash.
 */

const locale = 'en-GB'
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const monthAndYear = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit' })
const dayAndMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const exactly = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** With the real minus sign. */
export const count = (n: number): string => whole.format(n).replace('-', '−')

export const about = (n: number, isEstimate: boolean): string => (isEstimate ? `about ${count(n)}` : count(n))

/** `signed(3)` is "+3", `signed(-3)` is "−3", and nothing changed is "0". */
export const signed = (n: number): string => (n === 0 ? '0' : n > 0 ? `+${count(n)}` : count(n))

/** A share between 0 and 1: one decimal below 10 % and close to all, two when it is nearly all but not quite. */
export function percent(share: number): string {
  const value = share * 100
  if (value === 0 || value === 100) return `${value}%`
  if (value > 99.9) return `${(Math.floor(value * 100) / 100).toFixed(2)}%`
  return `${value < 10 || value > 90 ? value.toFixed(value < 1 ? 2 : 1) : Math.round(value)}%`
}

const minute = 60_000
const hour = 60 * minute
const dayLong = 24 * hour

/** "4 min ago", "in 2 h", "14 Mar 2026": relative within thirty days of `now`, else the day. */
export function ago(iso: string, now: number = Date.now()): string {
  const passed = now - Date.parse(iso)
  const distance = Math.abs(passed)
  if (distance < minute) return passed >= 0 ? 'just now' : 'in a moment'
  if (distance >= 30 * dayLong) return date(iso)
  const span =
    distance < hour
      ? `${Math.floor(distance / minute)} min`
      : distance < dayLong
        ? `${Math.floor(distance / hour)} h`
        : `${Math.floor(distance / dayLong)} d`
  return passed >= 0 ? `${span} ago` : `in ${span}`
}

export const date = (iso: string): string => day.format(new Date(iso))

/** The day of an instant where somebody is: a start at midnight in Kolkata is the evening before in London. */
export const dateIn = (iso: string, zone: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(
    new Date(iso),
  )

/** The last day that counts as a whole, of an end that is the midnight after it. */
export const lastDayIn = (iso: string, zone: string): string =>
  dateIn(new Date(Date.parse(iso) - 1).toISOString(), zone)

export const shortMonth = (at: number): string => monthAndYear.format(at)
export const shortDay = (at: number): string => dayAndMonth.format(at)
export const timeOfDay = (iso: string): string => clock.format(new Date(iso))
/** "05:12" today, "14 Mar 2026, 05:12" on any other day: the moment something began. */
export function shortMoment(iso: string, now: number = Date.now()): string {
  return date(iso) === day.format(now) ? timeOfDay(iso) : `${date(iso)}, ${timeOfDay(iso)}`
}
/** To the second and with the zone: for hovers, the audit log and anything shared. */
export const exact = (iso: string): string => exactly.format(new Date(iso))
export const today = (now: number = Date.now()): string => weekday.format(now)

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** "Finance, Treasury and Legal". */
export const list = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' }).format(items)

/** "AB" of "Ada Byron"; one letter if there is one word. */
export function initials(name: string): string {
  const words = name.split(/[\s·._-]+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : (words[0]?.[1] ?? '')
  return (first + last).toUpperCase()
}

/** The name of an attribute as people read it: "costCenter" is "Cost center". */
export function spelledOut(name: string): string {
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
