import type { TestRemit } from '../../server/src/testing/test-remit.ts'

const tabs = (place: string, ...names: readonly string[]): readonly string[] => names.map((name) => `${place}/${name}`)

/** Every screen as somebody would open it. `{/plans}` stands for the id of the first plan, which differs each time. */
export const PLACES: readonly string[] = [
  '/start',
  '/overview',
  '/identities',
  ...tabs('/identities/stefan.brandt', 'access', 'accounts', 'attributes', 'history', 'devices'),
  '/explain?who=nadia.rahimi&what=ledgerly/administrator',
  '/cases',
  '/cases/{/correlation-cases}',
  '/entitlements',
  '/entitlements/{/entitlements}',
  '/roles',
  '/roles/engineer',
  '/rules',
  '/rules/payments-team',
  '/rules/new',
  '/plans',
  '/plans/{/plans}',
  '/applications',
  ...tabs('/applications/ledgerly', 'status', 'accounts', 'entitlements', 'differences', 'operations', 'settings'),
  '/provisioning',
  '/provisioning?open={/operations}',
  '/sources',
  '/sources/hr',
  '/devices',
  '/settings/operators',
  '/settings/tokens',
  '/audit',
  '/audit/{/ledger}',
  '/nowhere',
]

/** The place itself. @throws when its list is empty: the screen would not be looked at. */
export async function found(remit: TestRemit, place: string): Promise<string> {
  const list = /\{(.+)\}/.exec(place)?.[1]
  if (!list) return place
  const { items } = await remit.ask<{ items: readonly { readonly id: string }[] }>('GET', `${list}?limit=1`)
  if (!items[0]) throw new Error(`${list} is empty`)
  return place.replace(`{${list}}`, items[0].id)
}
