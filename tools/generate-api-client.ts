import openapiTS, { astToString } from 'openapi-typescript'
import type { Generated } from './generated.ts'
import type { Bench } from './migrated-database.ts'
import { describeApi } from './openapi.ts'

const TARGET = 'packages/api-client/src/schema.gen.ts'

/** The types of the API, from what the server says of it. Console and CLI know it by nothing else. */
export async function generateApiClient(bench: Bench): Promise<Generated> {
  const described = await describeApi(bench)
  // Sorted, so that a feature mounted elsewhere changes nothing here. What has a default may be left out.
  return new Map([[TARGET, astToString(await openapiTS(described, { alphabetize: true, defaultNonNullable: false }))]])
}
