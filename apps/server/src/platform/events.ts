/**
 * What happened, in the past tense. Features above react inside the same unit of work: an approval, its assignment,
 * the grants and the operations that follow are one transaction, and a crash leaves all or nothing.
 * Each feature declares its events by widening this interface.
 */
// biome-ignore lint/suspicious/noEmptyInterface: widened by the features that emit
export interface Events {}

export type Event = { [Kind in keyof Events]: { readonly kind: Kind } & Events[Kind] }[keyof Events]
export type Emit = (event: Event) => Promise<void>
