import type { Platform } from '../../platform/platform.ts'
import { changePolicies } from './commands.ts'

declare module '../../platform/events.ts' {
  interface Events {
    /** Other policies are in force from this commit on. `everybody`: what people hold may differ, whoever they are. */
    'policies.changed': { readonly everybody: boolean }
  }
}

/** An import that found other entitlements or nesting changes what is derived as much as a written rule does. */
export function subscribePolicies(platform: Platform): void {
  platform.events.on('catalog.changed', async (work, { nesting }) => {
    await changePolicies(work)
    await work.emit({ kind: 'policies.changed', everybody: nesting })
  })
}
