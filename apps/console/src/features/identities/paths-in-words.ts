import type { Explanation, PathStep, ReasonInWords } from '../../lib/contract.ts'
import { ago, spelledOut } from '../../lib/format.ts'
import type { Path, PathNode } from '../../ui/path-layout.ts'

export interface TitledEntitlement {
  readonly name: string
  readonly title: string
  /** The title of its application. */
  readonly application: string
}

/** The reasons of a grant as the graph draws them. */
export const pathsInWords = (reasons: readonly ReasonInWords[], held?: TitledEntitlement): readonly Path[] =>
  reasons.map((reason) => ({
    label: reason.label,
    kind: reason.kind,
    steps: reason.path.map((step) =>
      step.kind === 'entitlement' && step.label === held?.name
        ? { kind: step.kind, id: step.id, origin: held.application, label: held.title, detail: held.name }
        : nodeOf(step),
    ),
  }))

/** The same answer with the title people know instead of the name files use. */
export const retitled = (said: Explanation, { name, title }: TitledEntitlement): Explanation => ({
  ...said,
  answer: said.answer.replaceAll(name, title),
  counterfactuals: said.counterfactuals.map((one) => ({ ...one, if: one.if.replaceAll(name, title) })),
})

function nodeOf({ kind, id, label, detail }: PathStep): PathNode {
  switch (kind) {
    case 'attribute':
      return {
        kind,
        id,
        label: `${spelledOut(label)}: ${detail || 'unknown'}`,
        unknown: detail === '' || detail === 'unknown',
      }
    case 'rule':
      return { kind, id, label, detail: shortened(detail.replaceAll(/\s+/g, ' ')) }
    case 'assignment':
      return { kind, id, label: `Decided by ${label}`, detail: shortened(detail) }
    case 'entitlement': {
      const cut = label.indexOf('/')
      return cut < 0
        ? { kind, id, label, detail }
        : { kind, id, origin: label.slice(0, cut), label: label.slice(cut + 1), detail }
    }
    case 'account':
      return { kind, id, label, detail: detail.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, (at) => ago(at)) }
    case 'role':
      return { kind, id, label, detail }
  }
}

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 88)}…` : text)
