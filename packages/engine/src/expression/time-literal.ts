import { type Instant, parseInstant } from '@remit/kernel'

/** Years 1 to 9999: the timestamps CEL has. */
export const EARLIEST = -62_135_596_800_000
export const LATEST = 253_402_300_799_999
/** 64 bits of nanoseconds, as whole milliseconds. */
export const LONGEST = 9_223_372_036_854

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `1h30m`, `-90s`, `250ms` in milliseconds, or null. Whole milliseconds only: instants have no finer grain. */
export function parseDuration(text: string): number | null {
  if (text.length > 64 || !/^[+-]?(\d+(\.\d{1,3})?(ms|s|m|h))+$/.test(text)) return null
  let total = 0
  // In thousandths first: 1.1 hours are not 3960000.0000000005 ms.
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += (Math.round(Number(amount) * 1000) * UNITS[unit!]!) / 1000
  const signed = text.startsWith('-') ? -total : total
  return Number.isSafeInteger(signed) && Math.abs(signed) <= LONGEST ? signed : null
}

/** RFC 3339 with a zone and at most milliseconds, or null. */
export function parseTimestamp(text: string): Instant | null {
  if (!/T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  const parsed = parseInstant(text)
  return parsed !== null && parsed >= EARLIEST && parsed <= LATEST ? parsed : null
}
