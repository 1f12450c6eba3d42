import type { Instant } from './time.ts'

/** From (included) until (excluded); `null` is open: since ever, until someone ends it. */
export interface Validity {
  readonly from: Instant | null
  readonly until: Instant | null
}

export const covers = (validity: Validity, at: Instant): boolean =>
  (validity.from === null || validity.from <= at) && (validity.until === null || at < validity.until)
