import {
  type Condition,
  checkExpression,
  fromConditions,
  parseExpression,
  ruleEnvironment,
  toConditions,
} from '@remit/engine'
import { Type } from 'typebox'
import { HOUSE_REFUSALS, sendProblem } from '../../platform/http/problem.ts'
import type { Routes } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { roleNames } from '../catalog/index.ts'
import { attributeDefinitions } from '../identities/index.ts'
import { brakesInForce } from './brakes.ts'
import { findRules, type StoredRule } from './store.ts'

/** Answers how many identities a condition matches; lent from above, where everybody is in memory. */
export type CountMatches = (condition: string) => number

const OPERATORS = [
  'is',
  'is-not',
  'is-any-of',
  'is-none-of',
  'at-least',
  'at-most',
  'starts-with',
  'ends-with',
  'contains',
  'includes',
  'is-set',
  'is-not-set',
]
const ConditionValue = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Boolean(),
  Type.Object({ timestamp: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
])

export const policiesRoutes =
  (platform: Platform, countMatches: CountMatches): Routes =>
  async (app) => {
    const { database } = platform
    const show = async (rules: readonly StoredRule[]) => {
      const names = await roleNames(
        database,
        rules.flatMap((rule) => [...rule.gives]),
      )
      return rules.map((rule) => ({ ...rule, gives: rule.gives.map((id) => names.get(id) ?? id) }))
    }

    app.get(
      '/rules',
      {
        config: { permission: 'policies.read' },
        schema: {
          tags: ['rules'],
          summary: 'Birthright rules',
          querystring: Type.Object({
            q: Type.Optional(Type.String({ maxLength: 200 })),
            role: Type.Optional(Type.String({ maxLength: 100 })),
          }),
        },
      },
      async (request) => {
        const { q, role } = request.query
        const rules = await show(await findRules(database))
        const items = rules.filter(
          (rule) =>
            (!q || `${rule.name} ${rule.title}`.toLowerCase().includes(q.toLowerCase())) &&
            (!role || rule.gives.includes(role)),
        )
        return {
          items: items.map((rule) => ({ ...rule, matches: countMatches(rule.when) })),
          next: null,
          total: items.length,
          totalIsEstimate: false,
        }
      },
    )

    app.get(
      '/rules/:name',
      {
        config: { permission: 'policies.read' },
        schema: {
          tags: ['rules'],
          summary: 'One rule',
          params: Type.Object({ name: Type.String({ maxLength: 100 }) }),
        },
      },
      async (request, reply) => {
        const rule = (await findRules(database)).find((one) => one.name === request.params.name)
        if (!rule)
          return sendProblem(
            reply,
            'request.no-such-thing',
            HOUSE_REFUSALS['request.no-such-thing'],
            `There is no rule "${request.params.name}".`,
          )
        const [shown] = await show([rule])
        return {
          ...shown,
          matches: countMatches(rule.when),
          conditions: conditionsOf(rule.when, await attributeDefinitions(database)),
        }
      },
    )

    app.get(
      '/brakes',
      { config: { permission: 'policies.read' }, schema: { tags: ['brakes'], summary: 'The brakes in force' } },
      async () => ({ items: await brakesInForce(database) }),
    )

    app.get(
      '/attributes',
      {
        config: { permission: 'policies.read' },
        schema: { tags: ['rules'], summary: 'What rules may ask of an identity' },
      },
      async () => ({ items: await attributeDefinitions(database) }),
    )

    app.post(
      '/expressions/check',
      {
        config: { permission: 'policies.read' },
        schema: {
          tags: ['rules'],
          summary: 'What a condition means, or what is wrong with it',
          body: Type.Object({ text: Type.String({ maxLength: 5000 }) }, { additionalProperties: false }),
        },
      },
      async (request) => {
        const { text } = request.body
        const definitions = await attributeDefinitions(database)
        const parsed = parseExpression(text)
        const checked = parsed.ok ? checkExpression(parsed.value, ruleEnvironment(definitions)) : parsed
        if (!checked.ok)
          return {
            ok: false,
            text,
            matches: null,
            conditions: null,
            problems: checked.problems.map(({ at, detail, refusal }) => ({
              line: at.line,
              column: at.column,
              message: detail,
              code: refusal,
              severity: 'error',
            })),
          }
        return {
          ok: true,
          text,
          matches: countMatches(text),
          conditions: toConditions(checked.value),
          problems: checked.value.warnings.map(({ at, detail }) => ({
            line: at.line,
            column: at.column,
            message: detail,
            code: 'warning',
            severity: 'warning',
          })),
        }
      },
    )

    app.post(
      '/expressions/from-conditions',
      {
        config: { permission: 'policies.read' },
        schema: {
          tags: ['rules'],
          summary: 'The text of the rows of the condition builder',
          body: Type.Object(
            {
              conditions: Type.Array(
                Type.Object(
                  {
                    attribute: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,62}$', maxLength: 63 }),
                    operator: Type.Enum(OPERATORS),
                    values: Type.Array(ConditionValue, { maxItems: 200 }),
                  },
                  { additionalProperties: false },
                ),
                { maxItems: 50 },
              ),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request) => ({ text: fromConditions(request.body.conditions as unknown as Condition[]) }),
    )
  }

function conditionsOf(text: string, definitions: Awaited<ReturnType<typeof attributeDefinitions>>) {
  const parsed = parseExpression(text)
  const checked = parsed.ok ? checkExpression(parsed.value, ruleEnvironment(definitions)) : parsed
  return checked.ok ? toConditions(checked.value) : null
}
