/** Who did it, as the ledger says it. A person acts through a session, a token by itself; the rest is machinery. */
export type Actor =
  | { readonly kind: 'operator'; readonly id: string; readonly name: string }
  | { readonly kind: 'token'; readonly id: string; readonly name: string }
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'system'; readonly name: string }
