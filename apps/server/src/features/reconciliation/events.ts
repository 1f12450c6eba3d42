import type { ApplicationId } from '@remit/kernel'

declare module '../../platform/events.ts' {
  interface Events {
    /** The present state of an application was read and compared. */
    'application.imported': { readonly application: ApplicationId; readonly differences: number }
  }
}
