declare const instantBrand: unique symbol
declare const durationBrand: unique symbol

/** Milliseconds since 1970-01-01T00:00:00Z. Handed in by whoever asks; pure code never looks at a clock. */
export type Instant = number & { readonly [instantBrand]: true }
/** Milliseconds. */
export type Duration = number & { readonly [durationBrand]: true }

export const seconds = (n: number): Duration => (n * 1000) as Duration
export const minutes = (n: number): Duration => seconds(n * 60)
export const hours = (n: number): Duration => minutes(n * 60)
/** Days of 24 hours. Calendar days of a zone are the business of whoever knows the zone. */
export const days = (n: number): Duration => hours(n * 24)

export const after = (at: Instant, length: Duration): Instant => (at + length) as Instant

/** @throws RangeError if it is not a finite number of milliseconds that a date can hold: a caller's bug. */
export function instant(milliseconds: number): Instant {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15)
    throw new RangeError(`not an instant: ${milliseconds}`)
  return Math.trunc(milliseconds) as Instant
}

/** An ISO 8601 date (midnight UTC) or date-time with zone, or `null` if it is none. */
export function parseInstant(iso: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(iso)) return null
  const parsed = Date.parse(iso)
  if (Number.isNaN(parsed)) return null
  // Date.parse rolls 2025-02-30 over to March: what does not come back as it went in was no date.
  const day = iso.slice(0, 10)
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return null
  return parsed as Instant
}

export const toIso = (at: Instant): string => new Date(at).toISOString()
