declare module '../../platform/events.ts' {
  interface Events {
    /** Entitlements or nesting differ, and no plan said so: an import found it. `nesting`: what people hold may differ by it. */
    'catalog.changed': { readonly nesting: boolean }
  }
}
