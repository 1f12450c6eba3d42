import { type CheckedExpression, checkExpression, type Environment, parseExpression } from '../index.ts'

/** @throws if the text is refused: in a test that is the failure. */
export function checked(text: string, environment: Environment): CheckedExpression {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.detail}`)
  const result = checkExpression(parsed.value, environment)
  if (!result.ok) throw new Error(`${text}: ${result.detail}`)
  return result.value
}
