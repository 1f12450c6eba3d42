import type { PathStep, ReasonInWords } from '../../lib/contract.ts'
import { ago, spelledOut } from '../../lib/format.ts'
import type { Path, PathNode } from '../../ui/path-layout.ts'

/** The reasons of a grant as the graph draws them. */
export const pathsInWords = (reasons: readonly ReasonInWords[]): readonly Path[] =>
  reasons.map((reason) => ({ label: reason.label, kind: reason.kind, steps: reason.path.map(nodeOf) }))

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
