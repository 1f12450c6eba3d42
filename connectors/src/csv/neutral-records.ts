import type {
  AccountRecord,
  Attributes,
  EntitlementRecord,
  HoldingRecord,
  IdentityRecord,
  NestingRecord,
} from '@remit/connector-sdk'
import type { Row } from './read-table.ts'

export type Wrong = { readonly wrong: string }

export function identityRecord({ cells }: Row): IdentityRecord | Wrong {
  const attributes = flatAttributes(cells.get('attributes')!)
  if (attributes === null) return { wrong: 'attributes are no JSON object' }
  return {
    key: cells.get('id')!,
    attributes: {
      ...attributes,
      kind: cells.get('kind')!,
      displayName: cells.get('display_name')!,
      status: cells.get('status')!,
      start: cells.get('valid_from') || null,
      end: cells.get('valid_to') || null,
      manager: cells.get('manager_id') || null,
    },
  }
}

/** The form's `id` is the key, since grants refer to it and `native_id` may be shared; that one goes along. */
export function accountRecord({ cells }: Row): AccountRecord | Wrong {
  const attributes = flatAttributes(cells.get('attributes')!)
  if (attributes === null) return { wrong: 'attributes are no JSON object' }
  return {
    nativeId: cells.get('id')!,
    status: cells.get('status') === 'active' ? 'active' : 'disabled',
    attributes: { ...attributes, nativeId: cells.get('native_id') || null },
    application: cells.get('application')!,
    ...optional('identity', cells.get('identity_id')),
  }
}

export function entitlementRecord({ cells }: Row, resources: ReadonlyMap<string, Row>): EntitlementRecord | Wrong {
  const attributes = flatAttributes(cells.get('attributes')!)
  if (attributes === null) return { wrong: 'attributes are no JSON object' }
  const on = cells.get('resource_id')!
  const resource = resources.get(on)?.cells
  if (on !== '' && resource === undefined) return { wrong: `there is no resource "${on}"` }
  const owners = cells.get('owner_ids')!.split(';').filter(Boolean)
  return {
    nativeId: cells.get('id')!,
    name: cells.get('name')!,
    type: cells.get('type')!,
    application: cells.get('application')!,
    ...optional('level', cells.get('level')),
    ...(cells.get('privileged') === '' ? {} : { privileged: cells.get('privileged') === 'true' }),
    ...(resource ? { resource: { id: on, type: resource.get('type')!, name: resource.get('name')! } } : {}),
    attributes: owners.length > 0 ? { ...attributes, owners } : attributes,
  }
}

/** `null` when it is not in force at `now`: a holding is what is held, not what once was. */
export function holdingRecord({ cells }: Row, now: number): HoldingRecord | null | Wrong {
  const principal = cells.get('principal_type')
  if (principal !== 'account' && principal !== 'identity') return { wrong: `"${principal}" holds nothing` }
  if (!inForce(cells, now)) return null
  return {
    account: cells.get('principal_id')!,
    entitlement: cells.get('entitlement_id')!,
    relation: cells.get('relation')!,
    principal,
  }
}

/** Holders of the child also hold the parent, where the relation inherits at all: the importer knows which do. */
export const nestingRecord = ({ cells }: Row): NestingRecord => ({
  holder: cells.get('child_entitlement_id')!,
  held: cells.get('parent_entitlement_id')!,
  relation: cells.get('relation')!,
})

/** A grant whose principal is an entitlement: holders of the principal also hold what is granted. */
export const grantedNestingRecord = ({ cells }: Row, now: number): NestingRecord | null =>
  inForce(cells, now)
    ? { holder: cells.get('principal_id')!, held: cells.get('entitlement_id')!, relation: cells.get('relation')! }
    : null

/** From `valid_from` on, until `valid_to` (excluded); ISO 8601 dates begin at midnight UTC. Empty is open. */
function inForce(cells: Row['cells'], now: number): boolean {
  const from = cells.get('valid_from')
  const to = cells.get('valid_to')
  return !(from && now < Date.parse(from)) && !(to && now >= Date.parse(to))
}

const optional = <Key extends string>(key: Key, text: string | undefined) =>
  (text ? { [key]: text } : {}) as { readonly [K in Key]?: string }

/** A JSON object as flat attributes: `{"a":{"b":1}}` becomes `a.b`; lists become texts. `null` if it is none. */
function flatAttributes(json: string): Attributes | null {
  if (json === '') return {}
  try {
    const parsed: unknown = JSON.parse(json)
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null
    return Object.fromEntries(flatten(parsed, '', 0))
  } catch {
    return null
  }
}

const DEEPEST = 8

function flatten(value: object, path: string, depth: number): [string, Attributes[string]][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, Attributes[string]][] => {
    const at = path === '' ? key : `${path}.${key}`
    if (Array.isArray(inner))
      return [[at, inner.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))]]
    if (inner !== null && typeof inner === 'object')
      return depth < DEEPEST ? flatten(inner, at, depth + 1) : [[at, JSON.stringify(inner)]]
    return [[at, inner as string | number | boolean | null]]
  })
}
