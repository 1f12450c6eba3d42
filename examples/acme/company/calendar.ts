/** A calendar date, `2026-11-23`. */
export type Day = string

const LENGTH = 86_400_000

export const daysFrom = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * LENGTH).toISOString().slice(0, 10)

/** A moment of the working day, for what a target last saw. */
export const atWork = (day: Day, minute: number): string =>
  new Date(Date.parse(day) + (8 * 60 + minute) * 60_000).toISOString().replace('.000', '')
