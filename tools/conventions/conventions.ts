import { LAYERS } from '../layers.ts'
import { exceptionsHaveReasons } from './exceptions-have-reasons.ts'
import { furniture } from './furniture.ts'
import type { Check } from './house.ts'
import { migrationsExplain } from './migrations-explain.ts'
import { noCodeFromText } from './no-code-from-text.ts'
import { refusalsOccurOnce } from './refusals.ts'
import { tableHasOneOwner } from './table-owners.ts'
import { toldNotAsked } from './told-not-asked.ts'

/** What neither the compiler nor the linter can see, each by the name under which a breach is reported. */
export const CONVENTIONS: Readonly<Record<string, Check>> = {
  'told-not-asked': toldNotAsked,
  furniture: furniture(LAYERS),
  'refusals-occur-once': refusalsOccurOnce,
  'table-has-one-owner': tableHasOneOwner,
  'no-code-from-text': noCodeFromText,
  'exceptions-have-reasons': exceptionsHaveReasons,
  'migrations-explain': migrationsExplain,
}
