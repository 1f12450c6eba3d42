import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Generated } from './generated.ts'
import type { Bench } from './migrated-database.ts'
import { describeApi } from './openapi.ts'

const TARGET = 'packages/api-client/src/schema.gen.ts'

/** Objects anywhere in a document. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const part of Object.values(value)) yield* objectsIn(part)
}

/** For the server, what has a default is always there; for whoever asks, it may be left out. */
function asCallersSeeIt(described: OpenAPI3): OpenAPI3 {
  const copy = structuredClone(described)
  const hasDefault = (schema: unknown): boolean => typeof schema === 'object' && schema !== null && 'default' in schema
  const asked = [...objectsIn(copy.paths)].flatMap(({ parameters, requestBody }) => [parameters, requestBody])
  for (const one of objectsIn(asked)) {
    if ('in' in one && hasDefault(one.schema)) one.required = false
    const properties = one.properties as Record<string, unknown> | undefined
    if (Array.isArray(one.required)) one.required = one.required.filter((name) => !hasDefault(properties?.[name]))
  }
  return copy
}

/** The types of the API, from what the server says of it. Console and CLI know it by nothing else. */
export async function generateApiClient(bench: Bench): Promise<Generated> {
  const described = asCallersSeeIt(await describeApi(bench))
  // Sorted, so that a feature mounted elsewhere changes nothing here.
  return new Map([[TARGET, astToString(await openapiTS(described, { alphabetize: true, defaultNonNullable: false }))]])
}
