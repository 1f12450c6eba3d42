import { type AttributeDefinition, checkExpression, parseExpression, ruleEnvironment } from '@remit/engine'
import type { RuleId } from '@remit/kernel'
import { Type } from 'typebox'
import type { Configurable, Document, Finding } from '../../platform/configurable.ts'
import { newId } from '../../platform/ids.ts'
import { roleIds, roleNames } from '../catalog/index.ts'
import { findBrakes, findRules, removeBrakes, removeRules, saveBrakes, saveRules } from './store.ts'

const Name = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,99}$', maxLength: 100 })

const RuleDocument = Type.Object(
  {
    kind: Type.Literal('rule'),
    name: Name,
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    owner: Type.Optional(Type.String({ maxLength: 100, description: 'Name of the identity that answers for it' })),
    when: Type.String({ minLength: 1, maxLength: 4096, description: 'CEL over identity, devices and now' }),
    gives: Type.Array(Name, { minItems: 1, maxItems: 200, uniqueItems: true, description: 'Names of roles' }),
  },
  { $id: 'rule', title: 'Rule', additionalProperties: false },
)

interface RuleDocumentShape {
  readonly kind: 'rule'
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly owner?: string
  readonly when: string
  readonly gives: readonly string[]
}
const asRule = (document: Document): RuleDocumentShape => document as unknown as RuleDocumentShape

/** Attributes as the documents would have them: the schema a rule of the same plan is checked against. */
const attributesOf = (documents: ReadonlyMap<string, ReadonlyMap<string, Document>>): AttributeDefinition[] =>
  [...(documents.get('attribute')?.values() ?? [])].map((document) => ({
    name: document.name,
    type: document.type as AttributeDefinition['type'],
    ...(document.values ? { values: document.values as readonly string[] } : {}),
  }))

const parsedTexts = new Map<string, ReturnType<typeof parseExpression>>()
const MOST_TEXTS = 10_000

/** Every rule is looked at before and after a change, and again with the next key that is pressed. */
function parsedOnce(text: string): ReturnType<typeof parseExpression> {
  const known = parsedTexts.get(text)
  if (known) return known
  if (parsedTexts.size >= MOST_TEXTS) parsedTexts.clear()
  const parsed = parseExpression(text)
  parsedTexts.set(text, parsed)
  return parsed
}

export const ruleConfigurable: Configurable = {
  kind: 'rule',
  order: 50,
  schema: RuleDocument,
  async list(tx) {
    const rules = await findRules(tx)
    const names = await roleNames(
      tx,
      rules.flatMap((rule) => [...rule.gives]),
    )
    return rules.map((rule) => ({
      managedBy: rule.managedBy,
      document: {
        kind: 'rule',
        name: rule.name,
        ...(rule.title === rule.name ? {} : { title: rule.title }),
        ...(rule.description ? { description: rule.description } : {}),
        ...(rule.owner ? { owner: rule.owner } : {}),
        when: rule.when,
        gives: rule.gives.map((id) => names.get(id) ?? id).sort(),
      },
    }))
  },
  check(documents) {
    const environment = ruleEnvironment(attributesOf(documents))
    const findings: Finding[] = []
    for (const document of documents.get('rule')?.values() ?? []) {
      const rule = asRule(document)
      const say = (at: string, severity: Finding['severity'], check: string, message: string): void =>
        void findings.push({ check, severity, kind: 'rule', name: rule.name, at, message })
      const parsed = parsedOnce(rule.when)
      if (!parsed.ok)
        for (const problem of parsed.problems)
          say('when', 'error', 'rule-is-sound', `${problem.at.line}:${problem.at.column} ${problem.detail}`)
      else {
        const checked = checkExpression(parsed.value, environment)
        if (!checked.ok)
          for (const problem of checked.problems)
            say('when', 'error', 'rule-is-sound', `${problem.at.line}:${problem.at.column} ${problem.detail}`)
        else for (const warning of checked.value.warnings) say('when', 'warning', 'rule-is-sound', warning.detail)
      }
      rule.gives.forEach((name, index) => {
        if (!documents.get('role')?.has(name))
          say(`gives/${index}`, 'error', 'no-unknown-role', `there is no role "${name}"`)
      })
      if (!rule.owner) say('', 'warning', 'rule-has-an-owner', 'nobody answers for this rule')
    }
    return findings
  },
  async save(work, documents, managedBy) {
    const ids = await roleIds(
      work.tx,
      documents.flatMap((document) => [...asRule(document).gives]),
    )
    await saveRules(
      work.tx,
      documents.map((document) => {
        const rule = asRule(document)
        return {
          id: newId<RuleId>(),
          name: rule.name,
          title: rule.title ?? rule.name,
          description: rule.description ?? '',
          owner: rule.owner ?? null,
          condition: rule.when,
          gives: rule.gives.map((name) => ids.get(name)!),
          managedBy,
        }
      }),
    )
  },
  async remove(work, names) {
    await removeRules(work.tx, names)
    return null
  },
}

const Limit = Type.Object(
  { count: Type.Integer({ minimum: 0, maximum: 10_000_000 }), share: Type.Number({ minimum: 0, maximum: 1 }) },
  { additionalProperties: false, description: 'The larger of the two is allowed' },
)

const BrakeDocument = Type.Object(
  {
    kind: Type.Literal('brake'),
    name: Name,
    scope: Type.Object(
      { application: Type.Optional(Name), source: Type.Optional(Name), rule: Type.Optional(Name) },
      { additionalProperties: false },
    ),
    gains: Limit,
    losses: Limit,
    hours: Type.Integer({ minimum: 1, maximum: 24 * 31 }),
  },
  { $id: 'brake', title: 'Brake', additionalProperties: false },
)

export const brakeConfigurable: Configurable = {
  kind: 'brake',
  order: 60,
  schema: BrakeDocument,
  async list(tx) {
    return (await findBrakes(tx)).map(({ name, spec, managedBy }) => ({
      managedBy,
      document: { kind: 'brake', name, ...(spec as object) },
    }))
  },
  check(documents) {
    return [...(documents.get('brake')?.values() ?? [])].flatMap((document) => {
      const application = (document.scope as { application?: string }).application
      return application && !documents.get('application')?.has(application)
        ? [
            {
              check: 'no-unknown-application',
              severity: 'error' as const,
              kind: 'brake',
              name: document.name,
              at: 'scope/application',
              message: `there is no application "${application}"`,
            },
          ]
        : []
    })
  },
  async save(work, documents, managedBy) {
    await saveBrakes(
      work.tx,
      documents.map(({ kind: _, name, ...spec }) => ({ name, spec, managedBy })),
    )
  },
  async remove(work, names) {
    await removeBrakes(work.tx, names)
    return null
  },
}
