import type { Attributes, IdentityType } from '@remit/engine'
import type { IdentityId, Instant } from '@remit/kernel'

/** The source's own word; together with the dates it gives the lifecycle state. */
export type Status = 'active' | 'on-leave' | 'left'

/** What one source says of one identity. What it does not mention it does not say: then the next source by rank is asked. */
export interface Said {
  readonly type?: IdentityType
  readonly displayName?: string
  readonly email?: string
  readonly status?: Status
  /** IANA name of the zone in which this identity's days begin and end. */
  readonly zone?: string
  /** First day: a calendar date in the identity's zone, or an instant with its own. */
  readonly starts?: string
  /** Last day, which counts as a whole; or the first instant that counts no more. */
  readonly ends?: string
  /** Of a person. */
  readonly manager?: IdentityId
  /** Of a service or an agent. */
  readonly owner?: IdentityId
  readonly attributes?: Attributes
}

export interface Claim {
  /** A key that no identity has yet makes a new one: whoever claims makes the key, so that claims can refer to each other. */
  readonly identity: IdentityId
  readonly source: string
  /** Smaller wins. */
  readonly rank: number
  /** `null`: the source no longer says anything of this identity. */
  readonly said: Said | null
  /** How a new identity should be called; else its name is made from the display name. */
  readonly name?: string
}

/** A claim as it stands in the register. */
export interface StandingClaim {
  readonly source: string
  readonly rank: number
  readonly said: Said
  readonly at: Instant
}
