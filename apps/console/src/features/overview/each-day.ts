interface Day {
  readonly day: string
  readonly opened: number
  readonly closed: number
}

const dayLong = 86_400_000

/** The last `length` days up to `until`, the quiet ones too: a bar chart without gaps lies about time. */
export function eachDay(known: readonly Day[], until: number, length: number): readonly Day[] {
  const told = new Map(known.map((one) => [one.day, one]))
  return Array.from({ length }, (_, n) => {
    const day = new Date(until - (length - 1 - n) * dayLong).toISOString().slice(0, 10)
    return told.get(day) ?? { day, opened: 0, closed: 0 }
  })
}
