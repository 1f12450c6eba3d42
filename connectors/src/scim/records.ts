import type { AccountRecord, EntitlementRecord } from '@remit/connector-sdk'
import { attributesOf, emailOf } from './attributes.ts'
import { type JsonObject, listOf, objectOf, textOf } from './json.ts'

/** `null` for a resource without id, which nothing could ever refer to. */
export function accountOf(user: JsonObject): AccountRecord | null {
  const nativeId = textOf(user.id)
  if (!nativeId) return null
  const told = {
    userName: textOf(user.userName),
    displayName: textOf(user.displayName) ?? textOf(objectOf(user.name)?.formatted),
    email: emailOf(user),
  }
  return {
    nativeId,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value)),
    status: isActive(user) ? 'active' : 'disabled',
    attributes: attributesOf(user),
  }
}

/** Some send the word instead of the boolean. A server that does not speak of it does not disable. */
export const isActive = (user: JsonObject): boolean => !/^false$/i.test(String(user.active ?? 'true'))

export function entitlementOf(group: JsonObject): EntitlementRecord | null {
  const nativeId = textOf(group.id)
  if (!nativeId) return null
  const displayName = textOf(group.displayName)
  return {
    nativeId,
    name: displayName ?? nativeId,
    type: 'group',
    ...(displayName ? { displayName } : {}),
  }
}

export interface Member {
  readonly id: string
  /** `null` where the server does not say what kind of member it is. */
  readonly isGroup: boolean | null
}

export function membersOf(group: JsonObject): readonly Member[] {
  return listOf(group.members).flatMap((each): Member[] => {
    const member = objectOf(each)
    const id = textOf(member?.value ?? each)
    if (!id) return []
    const type = textOf(member?.type)
    const ref = textOf(member?.$ref)
    if (type) return [{ id, isGroup: type.toLowerCase() === 'group' }]
    return [{ id, isGroup: ref ? /\/groups\//i.test(ref) : null }]
  })
}
