import type { Spread } from './rounds.ts'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The contender measured beside it, and how many times better than that one we are. */
  readonly versus?: string
  readonly ratio?: number
  /** What it was measured over: identities, questions, entries. */
  readonly n: number
  readonly note: string
}

/** One object a line: for people and for programs. */
export function report(figure: Figure): void {
  const ratio = figure.ratio === undefined ? {} : { ratio: brief(figure.ratio) }
  console.log(JSON.stringify({ ...figure, value: brief(figure.value), ...ratio }))
}

/** What was left out, so that nobody takes silence for a result. */
export function skip(name: string, because: string): void {
  console.log(JSON.stringify({ name, skipped: because }))
}

/** Three digits: the machines are not steadier than that. */
export const brief = (value: number): number => Number(value.toPrecision(3))

export const between = ({ least, most }: Spread): string => `${brief(least)}-${brief(most)}`
