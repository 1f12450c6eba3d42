import { compilePolicies, type PolicyFacts, type PolicySet } from '@remit/engine'
import type { Tx } from '../../platform/database/scope.ts'
import { entitlementFacts, nestingFacts, roleFacts } from '../catalog/index.ts'
import { attributeDefinitions } from '../identities/index.ts'
import { type Epoch, findRules, holdEpoch, readEpoch } from './store.ts'

/** Compiled sets by database and epoch; an epoch's number never names another set. The few newest are kept. */
const compiled = new Map<string, PolicySet>()
const KEPT = 4

/** The policies in force, for a read. */
export async function policiesInForce(tx: Tx): Promise<PolicySet> {
  return setOf(tx, await readEpoch(tx))
}

/** The policies in force, kept in force until this transaction ends: for whoever writes what follows from them. */
export async function holdPolicies(tx: Tx): Promise<PolicySet> {
  return setOf(tx, await holdEpoch(tx))
}

async function setOf(tx: Tx, epoch: Epoch): Promise<PolicySet> {
  const key = `${epoch.database}@${epoch.number}`
  const known = compiled.get(key)
  if (known) return known
  const facts = await policyFacts(tx, null, epoch.number)
  // Facts are read after the epoch: without a lock a change may have slipped between.
  const again = await readEpoch(tx)
  if (again.number !== epoch.number) return setOf(tx, again)
  const set = compileOrThrow(facts)
  remember(key, set)
  return set
}

function remember(key: string, set: PolicySet): void {
  compiled.set(key, set)
  for (const old of compiled.keys()) {
    if (compiled.size <= KEPT) break
    compiled.delete(old)
  }
}

function compileOrThrow(facts: PolicyFacts): PolicySet {
  const set = compilePolicies(facts)
  // What is stored has passed the same checks when it was planned: unsound policies in force are a bug.
  if (!set.ok) throw new Error(`the policies in force do not compile: ${set.detail ?? set.refusal}`)
  return set.value
}

/** What people decided in general, as it stands or as it stood at a moment. */
export async function policyFacts(tx: Tx, at: Date | null, epoch: number): Promise<PolicyFacts> {
  return {
    epoch,
    attributes: await attributeDefinitions(tx),
    entitlements: await entitlementFacts(tx, at),
    roles: await roleFacts(tx, at),
    rules: await findRules(tx, at),
    nesting: await nestingFacts(tx, at),
  }
}

/** The policies of an earlier epoch: from memory, or compiled anew as they stood when something was derived under them. */
export async function policiesOf(tx: Tx, epoch: number, at: Date): Promise<PolicySet> {
  const { database, number } = await readEpoch(tx)
  const key = `${database}@${epoch}`
  const known = compiled.get(key)
  if (known) return known
  if (number === epoch) return setOf(tx, { database, number })
  const set = await policiesAt(tx, at)
  remember(key, set)
  return set
}

/** The policies that were in force at a moment of the past, compiled anew. */
export async function policiesAt(tx: Tx, at: Date): Promise<PolicySet> {
  return compileOrThrow(await policyFacts(tx, at, 0))
}
