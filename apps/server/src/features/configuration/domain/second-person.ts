import type { Actor, IdentityId } from '@remit/kernel'

/** Who makes or applies a plan: the session or token that acts, and the person behind it as far as one is known. */
export interface Doer {
  readonly by: Actor
  readonly identity: IdentityId | null
  /** The operator who is signed in or whose token it is; `null`: machinery, or a token of the installation. */
  readonly operator: string | null
}

/** Persons are compared, not accounts: two operators who are one identity are one person, and so is whoever holds their tokens. */
export const personOf = ({ identity, operator }: Doer): string | null =>
  identity ? `identity/${identity}` : operator ? `operator/${operator}` : null

/** The identity of a person as kept with a plan. */
export const identityOf = (person: string | null): IdentityId | null =>
  person?.startsWith('identity/') ? (person.slice('identity/'.length) as IdentityId) : null

/** A token that belongs to nobody proves nobody: it can make a plan, and never be the second person. */
export const isSecondPerson = (maker: string | null, applying: string | null): boolean =>
  applying !== null && applying !== maker
