import type { Rule } from '../../lib/contract.ts'

/** A rule while it is edited. The expression is text; the builder is another view of the same text. */
export interface RuleDraft {
  readonly name: string
  readonly title: string
  readonly when: string
  readonly gives: readonly string[]
  /** A period such as "7d", or '' for at once. */
  readonly grace: string
}

export const draftOf = (rule: Rule): RuleDraft => ({
  name: rule.name,
  title: rule.title,
  when: rule.when,
  gives: rule.gives,
  grace: rule.grace ?? '',
})

/** The document a plan is made from: what the editor does not show of the rule in force stays as it is. */
export function documentOf(
  draft: RuleDraft,
  inForce: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const { grace: _, ...kept } = inForce ?? {}
  return {
    ...kept,
    kind: 'rule',
    name: draft.name,
    title: draft.title,
    when: draft.when,
    gives: draft.gives,
    ...(draft.grace ? { grace: draft.grace } : {}),
  }
}

export const differs = (draft: RuleDraft, rule: Rule): boolean =>
  JSON.stringify(draft) !== JSON.stringify(draftOf(rule))

/** "Treasury joins approvers" becomes "treasury-joins-approvers": the name files and links use. */
export const nameFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
