import type { TimelineEvent } from '../../ui/Timeline.tsx'

const tones: readonly (readonly [RegExp, TimelineEvent['tone']])[] = [
  [/join|created|start/, 'grant'],
  [/left|leav|lost|revoked|removed|end/, 'revoke'],
  [/conflict|exception/, 'conflict'],
  [/review|case|correlat/, 'info'],
]

/** The colour of an event by what kind it is; what we do not know is plain. Its words say the same. */
export const eventTone = (kind: string): TimelineEvent['tone'] =>
  tones.find(([pattern]) => pattern.test(kind))?.[1] ?? 'accent'
