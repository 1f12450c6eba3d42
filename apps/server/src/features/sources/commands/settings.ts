import path from 'node:path'
import { SETTINGS } from '../../../platform/config.ts'
import type { SourceDocument } from '../domain/source-document.ts'
import type { SourceTools } from '../tools.ts'
import { uploadedPath } from './uploads.ts'

/**
 * The settings a connector is opened with: secrets from the environment, an uploaded file instead of the one that is
 * named. What Remit keeps for itself is told to no connector.
 * @returns a sentence when a secret is missing.
 */
export function settingsFor(
  document: SourceDocument,
  tools: SourceTools,
  file: string | null,
): { readonly settings: object } | { readonly why: string } {
  const missing: string[] = []
  const filled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(filled)
    if (value === null || typeof value !== 'object') return value
    const variable = (value as { secret?: unknown }).secret
    if (typeof variable !== 'string')
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part)]))
    const secret = variable in SETTINGS ? undefined : tools.environment[variable]
    if (secret === undefined) missing.push(variable)
    return secret
  }
  const settings = filled(document.settings) as object
  if (missing.length > 0) return { why: `the environment variable ${missing[0]} is not set` }
  return {
    settings: file === null ? settings : { ...settings, path: path.resolve(uploadedPath(tools, document.name, file)) },
  }
}
