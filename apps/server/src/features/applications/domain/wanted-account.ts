import type { AttributeValue } from '@remit/engine'
import type { Accounts, Fields } from './spec.ts'
import { fieldsOf, fill } from './template.ts'

/** What an account of an identity should look like; `missing`: the fields without which it has no user name. */
export type WantedAccount =
  | { readonly is: 'told'; readonly userName: string; readonly attributes: Readonly<Record<string, AttributeValue>> }
  | { readonly is: 'missing'; readonly fields: readonly string[] }

/** Attributes whose fields are missing are left as they are in the target: not known is not empty. */
export function wantedAccount(accounts: Accounts, identity: Fields): WantedAccount {
  const userName = fill(accounts.userName, identity)
  if (userName === null || String(userName) === '')
    return {
      is: 'missing',
      fields: fieldsOf(accounts.userName).filter(
        (field) => identity[field] === undefined || identity[field] === null || identity[field] === '',
      ),
    }
  const attributes: Record<string, AttributeValue> = {}
  for (const [name, template] of accounts.attributes) {
    const value = fill(template, identity)
    if (value !== null) attributes[name] = value
  }
  return { is: 'told', userName: String(userName), attributes }
}
