import { answered, type RemitClient } from '@remit/api-client'
import { Misused } from '../answer.ts'

/** The id of the entitlement called `<application>/<entitlement>`. */
export async function entitlementCalled(api: RemitClient, name: string): Promise<string> {
  const slash = name.indexOf('/')
  if (slash < 1) throw new Misused(`An entitlement is called <application>/<entitlement>; "${name}" is not.`)
  const query = { application: name.slice(0, slash), q: name.slice(slash + 1), limit: 500 }
  const { items } = await answered<{ items: readonly { id: string; name: string }[] }>(
    api.GET('/api/v1/entitlements', { params: { query } }),
  )
  const found = items.find((each) => each.name === name)
  if (found) return found.id
  const near = items.slice(0, 5).map((each) => each.name)
  throw new Misused(`There is no entitlement "${name}".${near.length > 0 ? ` Near: ${near.join(', ')}.` : ''}`)
}
