import type { Paint } from '../screen/paint.ts'
import { indented } from '../screen/words.ts'

export interface Explanation {
  /** A sentence that can be read alone. */
  readonly answer: string
  readonly held: boolean
  readonly paths: readonly Reason[]
  readonly misses: readonly {
    readonly label: string
    readonly firstFailing: string
    readonly path: readonly PathStep[]
  }[]
  readonly counterfactuals: readonly {
    readonly if: string
    readonly then: string
    readonly result: 'keeps' | 'removed'
  }[]
  readonly asOf: string
}

export interface Reason {
  readonly label: string
  readonly until: string | null
  readonly path: readonly PathStep[]
}

export interface PathStep {
  readonly kind: string
  readonly label: string
  readonly detail: string
}

/** The sentence, then each way as a path, then what would end it or is missing. */
export function explanationInWords({ answer, paths, misses, counterfactuals }: Explanation, paint: Paint): string {
  const ways = paths.map(({ label, until, path }) =>
    [`${paint('gain', '•')} ${label}${until ? `, until ${until}` : ''}`, indented(pathInWords(path, paint), 4)].join(
      '\n',
    ),
  )
  const near = misses.map(({ label, firstFailing, path }) =>
    [`${paint('loss', '•')} ${label}: ${firstFailing}`, indented(pathInWords(path, paint), 4)].join('\n'),
  )
  const would = counterfactuals.map(
    (each) =>
      `  ${each.if}: ${each.result === 'removed' ? paint('loss', 'removed') : paint('gain', 'kept')}. ${each.then}`,
  )
  return [
    answer,
    ways.join('\n'),
    near.length > 0 ? `Nearly:\n${indented(near.join('\n'), 2)}` : '',
    would.length > 0 ? `If\n${would.join('\n')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const pathInWords = (path: readonly PathStep[], paint: Paint): string =>
  path
    .map(
      ({ kind, label, detail }) =>
        `${paint('dim', kind.padEnd(12))}${label}${detail ? paint('dim', `  ${detail}`) : ''}`,
    )
    .join('\n')

export interface HeldGrant {
  readonly entitlement: {
    readonly name: string
    readonly application: string
    readonly privileged: boolean
    readonly risk: string
  }
  readonly state: string
  readonly until: string | null
  readonly reasons: readonly { readonly label: string }[]
  readonly holding: string
}

/** One line for each grant: what, why, until when, and whether the application agrees. */
export const grantRows = (grants: readonly HeldGrant[]): readonly (readonly string[])[] =>
  [...grants]
    .sort((a, b) => (a.entitlement.name < b.entitlement.name ? -1 : 1))
    .map(({ entitlement, state, until, reasons, holding }) => [
      entitlement.name,
      [state === 'active' ? '' : state, entitlement.privileged ? 'privileged' : ''].filter(Boolean).join(', '),
      `${reasons[0]?.label ?? ''}${reasons.length > 1 ? ` and ${reasons.length - 1} more` : ''}`,
      until ?? '',
      holding,
    ])
