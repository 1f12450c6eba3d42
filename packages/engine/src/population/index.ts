export { type Matches, matchEveryone } from './match-everyone.ts'
export { matcherOfOne, type OneMatcher } from './match-one.ts'
export type { RuleToMatch } from './match-plan.ts'
export { admit, buildPopulation, type Population, replace } from './population.ts'
