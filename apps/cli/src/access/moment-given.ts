import { Misused } from '../answer.ts'

/** A time somebody typed: ISO 8601; a date is its first moment, UTC. */
export function momentGiven(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$/.test(text)
    ? new Date(text.includes('T') || text.length === 10 ? text : text.replace(' ', 'T'))
    : new Date(Number.NaN)
  if (Number.isNaN(at.getTime())) throw new Misused(`"${text}" is no time. Write 2026-03-31 or 2026-03-31T09:00:00Z.`)
  return at.toISOString()
}
