import type { Rule } from '../../lib/contract.ts'

/** A rule while it is edited. The expression is text; the builder is another view of the same text. */
export interface RuleDraft {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly when: string
  readonly gives: readonly string[]
}

export const draftOf = ({ name, title, description, when, gives }: Rule): RuleDraft => ({
  name,
  title,
  description,
  when,
  gives,
})

/** The document a plan is made from. Who answers for the rule stays who it was. */
export const documentOf = (draft: RuleDraft, owner: string | null): Readonly<Record<string, unknown>> => ({
  kind: 'rule',
  name: draft.name,
  title: draft.title,
  ...(draft.description ? { description: draft.description } : {}),
  ...(owner ? { owner } : {}),
  when: draft.when,
  gives: draft.gives,
})

export const differs = (draft: RuleDraft, rule: Rule): boolean =>
  JSON.stringify(draft) !== JSON.stringify(draftOf(rule))

/** "Treasury joins approvers" becomes "treasury-joins-approvers": the name files and links use. */
export const nameFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
