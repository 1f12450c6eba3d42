import type { Reaching } from '../applications/index.ts'

/** What the house lends sources beyond the platform: connectors and what these get of the outside. */
export interface SourceTools extends Reaching {
  /** The directory that uploaded files are kept in; connectors may read it. */
  readonly uploads: string
  /** Grants as they stand, by name of the application: what a share is a share of. */
  grantsByApplication(): ReadonlyMap<string, number>
}
