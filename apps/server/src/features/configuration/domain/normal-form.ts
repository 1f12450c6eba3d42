import type { Document } from '../../../platform/configurable.ts'
import { canonicalJson, type Json } from '../../../platform/crypto/canonical-json.ts'

/** The parts of a JSON Schema that say what two ways of writing have in common. */
interface Shape {
  readonly default?: unknown
  readonly uniqueItems?: boolean
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A document without what goes without saying: defaults, empty texts and lists, a title that repeats the name; sets
 * in one order. Two documents mean the same if and only if this is the same.
 */
export function normalForm(document: Document, schema: object): Document {
  const normal = stripped(document, schema as Shape) as Record<string, unknown>
  if (normal.title === document.name) delete normal.title
  return { ...normal, kind: document.kind, name: document.name }
}

function stripped(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => stripped(item, shape.items ?? {}))
    return shape.uniqueItems ? items.sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)) : items
  }
  if (!isRecord(value)) return value
  const kept: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const inner = shape.properties?.[key] ?? {}
    const one = stripped(value[key], inner)
    // Where something must be said, an empty list says something: `managed: { entitlements: [] }` is nothing, not everything.
    const goesWithoutSaying = one === undefined || one === '' || (Array.isArray(one) && one.length === 0)
    if (goesWithoutSaying && !shape.required?.includes(key)) continue
    // Defaults have defaults inside: both sides are compared without them.
    if (inner.default !== undefined && text(one) === text(stripped(inner.default, inner))) continue
    if (isRecord(one) && Object.keys(one).length === 0 && inner.default === undefined && inner.properties === undefined)
      continue
    kept[key] = one
  }
  return kept
}

const text = (value: unknown): string => canonicalJson(value as Json)

/** @param settled keys in which a difference means nothing. */
export function sameDocument(one: Document, other: Document, schema: object, settled: readonly string[] = []): boolean {
  const compared = (document: Document): string => {
    const normal: Record<string, unknown> = { ...normalForm(document, schema) }
    for (const key of settled) delete normal[key]
    return text(normal)
  }
  return compared(one) === compared(other)
}
