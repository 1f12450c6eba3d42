import type { ExpressionRefused } from './refusal.ts'
import type { Term } from './term.ts'

/** Where findings go while a tree is checked. */
export interface Report {
  /** Notes what is wrong and gives a stand-in that fits everything, so that the rest is still checked. */
  problem(refusal: ExpressionRefused, at: number, detail: string): Term
  warn(at: number, detail: string): void
}
