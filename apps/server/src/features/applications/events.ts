import type { IdentityId } from '@remit/kernel'

declare module '../../platform/events.ts' {
  interface Events {
    /** Whose accounts are whose, or which of them receive, is another than before. */
    'accounts.changed': { readonly identities: readonly IdentityId[] }
  }
}
