import type { Tx } from '../../platform/database/scope.ts'
import { BUILT_IN, type BrakeSpec } from './domain/brake.ts'
import { findBrakes } from './store.ts'

/** The brakes in force; the built-in ones where nobody wrote any. */
export async function brakesInForce(tx: Tx): Promise<readonly { readonly name: string; readonly spec: BrakeSpec }[]> {
  const written = await findBrakes(tx)
  return written.length > 0 ? written.map(({ name, spec }) => ({ name, spec: spec as BrakeSpec })) : BUILT_IN
}
