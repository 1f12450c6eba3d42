/** A part of a JSON Schema, as far as we look at it. */
interface Schema {
  readonly [keyword: string]: unknown
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text that may be as long as the body limit allows is a way to fill a disk and to hang a screen. */
const isBounded = (schema: Schema): boolean =>
  'maxLength' in schema ||
  'enum' in schema ||
  'const' in schema ||
  schema.format === 'uuid' ||
  schema.format === 'date-time'

/** Places in a schema of what callers send where a text has no bound, or a key that nobody knows would be let in. */
function* looseIn(schema: unknown, at: string): Generator<string> {
  if (!isSchema(schema)) return
  if (schema.type === 'string' && !isBounded(schema)) yield `${at}: a text without maxLength`
  if (schema.type === 'array' && !('maxItems' in schema)) yield `${at}: a list without maxItems`
  if (isSchema(schema.properties)) {
    // `true` is said on purpose: a document is checked by the schema of its kind.
    if (schema.additionalProperties === undefined) yield `${at}: unknown keys are let in`
    for (const [name, property] of Object.entries(schema.properties)) yield* looseIn(property, `${at}/${name}`)
  }
  if (isSchema(schema.items)) yield* looseIn(schema.items, `${at}/*`)
  for (const keyword of ['anyOf', 'oneOf', 'allOf'])
    if (Array.isArray(schema[keyword])) for (const branch of schema[keyword]) yield* looseIn(branch, at)
}

/** AuthZEN asks servers to ignore members they do not know. */
const STANDARD = /^\/access\/v1\/|^\/scim\//

/**
 * What is wrong with the description of an API: bodies that take more than they say, texts and lists without a bound,
 * operations that say nothing of themselves.
 */
export function looseEnds(described: { readonly paths?: object }): readonly string[] {
  const found: string[] = []
  for (const [path, methods] of Object.entries((described.paths ?? {}) as Record<string, Record<string, Schema>>))
    for (const [method, operation] of Object.entries(methods)) {
      const at = `${method.toUpperCase()} ${path}`
      if (typeof operation.summary !== 'string' && path.startsWith('/api/')) found.push(`${at}: no summary`)
      const parameters = (operation.parameters ?? []) as readonly Schema[]
      for (const parameter of parameters) found.push(...looseIn(parameter.schema, `${at} ${String(parameter.name)}`))
      const content = (operation.requestBody as { content?: Record<string, { schema?: unknown }> } | undefined)?.content
      for (const { schema } of Object.values(content ?? {}))
        found.push(
          ...[...looseIn(schema, `${at} body`)].filter((one) => !(STANDARD.test(path) && one.endsWith('are let in'))),
        )
    }
  return found
}
