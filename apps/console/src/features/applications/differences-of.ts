import type { Application } from '../../lib/contract.ts'

/** How much differs between what an application says and what should be. */
export const differencesOf = ({ counts }: Pick<Application, 'counts'>): number =>
  counts.orphans + counts.unjustified + counts.missing
