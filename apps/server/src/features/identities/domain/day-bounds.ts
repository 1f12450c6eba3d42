import { endOfDay, startOfDay } from '@remit/engine'
import type { Instant } from '@remit/kernel'

const MOST = 20_000

/**
 * A feed asks for the same few thousand days again and again, and a zone's calendar is slow to answer: half of an
 * import went there. So answers are remembered, and forgotten all at once when there are too many.
 */
function remembering(ask: (date: string, zone: string) => Instant): (date: string, zone: string) => Instant {
  const answers = new Map<string, Instant>()
  return (date, zone) => {
    const question = `${date} ${zone}`
    const known = answers.get(question)
    if (known !== undefined) return known
    if (answers.size >= MOST) answers.clear()
    const answer = ask(date, zone)
    answers.set(question, answer)
    return answer
  }
}

/** The first instant of a calendar day in a zone. */
export const beginningOfDay = remembering(startOfDay)
/** The first instant after it. */
export const endingOfDay = remembering(endOfDay)
