/** JSON data and nothing else: what crosses the contract survives `structuredClone` and a process boundary. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A person or non-human actor as a source (HR) tells it. `key` is the source's own stable key. */
export interface IdentityRecord {
  readonly key: string
  readonly attributes: Attributes
  /** In a delta: the source says in so many words that it no longer has this person. */
  readonly gone?: true
}

export interface AccountRecord {
  /** The target's own stable, never reused key where it has one (entryUUID, SCIM id), else its name. */
  readonly nativeId: string
  /** What people type to sign in, if it differs from the key. */
  readonly userName?: string
  readonly displayName?: string
  readonly email?: string
  readonly status: 'active' | 'disabled'
  readonly attributes: Attributes
  /** ISO 8601. Absent: the target does not tell, which is not "never". */
  readonly lastUsed?: string
  /** Set where the target itself says whose account it is (the neutral form's identity_id). */
  readonly identity?: string
  /** Where one source describes several applications (the neutral form), which one. */
  readonly application?: string
}

export interface EntitlementRecord {
  readonly nativeId: string
  readonly name: string
  /** group, team, role, permission … in the target's word. */
  readonly type: string
  readonly displayName?: string
  readonly description?: string
  readonly resource?: { readonly id: string; readonly type: string; readonly name: string }
  readonly level?: string
  readonly privileged?: boolean
  readonly attributes?: Attributes
  /** Where one source describes several applications (the neutral form), which one. */
  readonly application?: string
}

/** What the target says an account has, directly. */
export interface HoldingRecord {
  /** nativeId of the account. */
  readonly account: string
  /** nativeId of the entitlement. */
  readonly entitlement: string
  readonly lastUsed?: string
  /** How the target calls the tie (member, maintainer, alumnus …); the importer decides which ones are access. */
  readonly relation?: string
  /** `identity`: `account` names an identity that has no account of its own in this application. */
  readonly principal?: 'account' | 'identity'
}

/** Holders of `holder` also hold `held`. */
export interface NestingRecord {
  readonly holder: string
  readonly held: string
  /** The target's word (parent-of, includes-members-of, contains, via-group); mapped or dropped by the importer's configuration. */
  readonly relation?: string
}

export interface DeviceRecord {
  readonly key: string
  readonly owner?: string
  readonly platform?: string
  readonly compliant?: boolean
  readonly managed?: boolean
  readonly lastSeen?: string
  readonly attributes: Attributes
}

export interface Records {
  readonly identities: IdentityRecord
  readonly accounts: AccountRecord
  readonly entitlements: EntitlementRecord
  readonly holdings: HoldingRecord
  readonly nesting: NestingRecord
  readonly devices: DeviceRecord
}
export type Collection = keyof Records

/** Opaque; holds all the state the connector needs to read on. */
export type Cursor = string

export interface Page<Item> {
  readonly items: readonly Item[]
  /** `null` only on the last page: a read that stops before it proves nothing about what is missing. */
  readonly next: Cursor | null
  /** What the target claims the whole set counts, where it tells. */
  readonly total?: number
  /** Only what changed since last time: absence proves nothing, so such a read is never complete. */
  readonly delta?: true
  /** What is wrong with single records: they are left out of `items`, and the read is not complete. */
  readonly problems?: readonly { readonly at: string; readonly problem: string }[]
}

/** What a connector can read is what it has: there are no capability flags to forget. */
export type Reader = {
  readonly [Of in Collection]?: (from: Cursor | null) => Promise<Page<Records[Of]>>
} & {
  /**
   * One account with its direct holdings, `null` when it is not there: how an operation is verified.
   * @throws when the target could not be asked: `null` is said only of what is known to be absent.
   */
  readonly account?: (nativeId: string) => Promise<{ account: AccountRecord; holdings: readonly string[] } | null>
  /**
   * An account by the user name we would give it: how a creation of unknown outcome is found again.
   * @throws when the target could not be asked.
   */
  readonly accountByUserName?: (userName: string) => Promise<AccountRecord | null>
}
