import type { IdentityId } from '@remit/kernel'
import type { CorrelationRule } from './source-document.ts'

/** By field and attribute, in small letters without surrounding spaces; what is empty is absent. */
export type Marks = Readonly<Record<string, string>>

/** An identity that a new record may be about. */
export interface Candidate {
  readonly identity: IdentityId
  readonly name: string
  readonly displayName: string
  readonly marks: Marks
  /** `live`: this source tells of it under another key; `former`: it did, and no longer does; `none`: it never has. */
  readonly known: 'live' | 'former' | 'none'
  readonly left: boolean
}

export interface Evidence {
  readonly field: string
  readonly theirs: string
  readonly ours: string
  readonly same: boolean
}

export interface WeighedCandidate {
  readonly identity: IdentityId
  readonly name: string
  readonly displayName: string
  readonly evidence: readonly Evidence[]
}

export type Correlation =
  | { readonly is: 'create' }
  | { readonly is: 'link'; readonly identity: IdentityId; readonly by: string }
  | { readonly is: 'case'; readonly candidates: readonly WeighedCandidate[]; readonly why: string }

const SHOWN = 10

/**
 * Who a record with a new key is. The first rule that finds anybody decides. Linking is for certain rules that find one
 * identity alone, which has not left and which this source never told of: an e-mail address may be given out again, and
 * whoever gets it must not get the life that hung on it. A doubtful rule does not ask about people whom the source
 * tells of under another key in the same breath: two of one name are two.
 */
export function correlate(
  marks: Marks,
  rules: readonly CorrelationRule[],
  candidates: readonly Candidate[],
): Correlation {
  for (const { match, certain } of rules) {
    if (!match.every((field) => marks[field] !== undefined)) continue
    const found = candidates.filter(
      (candidate) =>
        (certain || candidate.known !== 'live') && match.every((field) => candidate.marks[field] === marks[field]),
    )
    const [first, ...others] = found
    if (first === undefined) continue
    if (certain && others.length === 0 && first.known === 'none' && !first.left)
      return { is: 'link', identity: first.identity, by: match.join(' and ') }
    return doubt(marks, rules, found, reasonOf(match, certain, first, others.length))
  }
  return { is: 'create' }
}

/** The case in which a person has to say who this is. */
export function doubt(
  marks: Marks,
  rules: readonly CorrelationRule[],
  found: readonly Candidate[],
  why: string,
): Correlation {
  const fields = [...new Set([...rules.flatMap(({ match }) => match), 'displayName', 'email', 'employeeNumber'])]
  const weighed = found.slice(0, SHOWN).map(({ identity, name, displayName, marks: ours }) => ({
    identity,
    name,
    displayName,
    evidence: fields
      .filter((field) => marks[field] !== undefined || ours[field] !== undefined)
      .map((field) => ({
        field,
        theirs: marks[field] ?? '',
        ours: ours[field] ?? '',
        same: marks[field] === ours[field],
      })),
  }))
  return { is: 'case', candidates: weighed, why }
}

function reasonOf(match: readonly string[], certain: boolean, first: Candidate, others: number): string {
  const same = `The same ${match.join(' and ')} as ${first.displayName} (${first.name})`
  if (others > 0) return `${same} and ${others === 1 ? 'one other' : `${others} others`}.`
  if (first.known === 'live') return `${same}, whom this source tells of under another key.`
  if (first.known === 'former') return `${same}, whom this source told of under another key before.`
  if (first.left) return `${same}, who has left.`
  return certain ? `${same}.` : `${same}, which alone is no proof.`
}
