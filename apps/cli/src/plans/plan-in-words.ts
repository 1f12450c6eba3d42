import { columns } from '../screen/columns.ts'
import type { Paint, Style } from '../screen/paint.ts'
import { count, indented } from '../screen/words.ts'
import { differences } from './differences.ts'
import { type Effect, errorsOf, type Finding, type Plan, type Step } from './plan.ts'

/** Where a document stands, `policies/rules.yaml:31`; `null` for what no file says. */
export type PlaceOf = (kind: string, name: string, part?: string) => string | null
export const nowhere: PlaceOf = () => null

const MARKS = { create: ['+', 'gain'], change: ['~', 'change'], remove: ['-', 'loss'] } as const satisfies Record<
  Step['change'],
  readonly [string, Style]
>

/** A plan as people read it: what changes, what is wrong, whom it touches, and what it still needs. */
export function planInWords(plan: Plan, placeOf: PlaceOf, paint: Paint): string {
  const errors = errorsOf(plan)
  return [
    stepsInWords(plan.steps, placeOf, paint),
    findingsInWords(plan.findings, placeOf, paint),
    errors.length > 0
      ? paint('loss', `${count(errors.length, 'error')}: nothing can be applied.`)
      : effectInWords(plan, paint),
    needsInWords(plan, paint),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** `+ 41 grants, - 3 grants`: the line that scripts and reviewers look for. */
export const gainsAndLosses = (
  { gains, losses }: { readonly gains: number; readonly losses: number },
  paint: Paint,
): string => `${paint('gain', `+ ${count(gains, 'grant')}`)}, ${paint('loss', `- ${count(losses, 'grant')}`)}`

function stepsInWords(steps: readonly Step[], placeOf: PlaceOf, paint: Paint): string {
  if (steps.length === 0) return 'No changes: what is written is in force.'
  const many = steps.length > DETAILED
  const lines = steps.flatMap((step) => {
    const [mark, style] = MARKS[step.change]
    const place = placeOf(step.kind, step.name)
    const head = `${paint(style, `${mark} ${step.kind} ${step.name}`)}${place ? paint('dim', `  ${place}`) : ''}`
    return [head, ...(step.change === 'change' && !many ? fieldsInWords(step, paint) : [])]
  })
  const by = (change: Step['change']): number => steps.filter((step) => step.change === change).length
  return `${lines.join('\n')}\n\n${count(by('create'), 'document')} to create, ${by('change')} to change, ${by('remove')} to remove.`
}

/** Beyond this many steps only their names are told: nobody reads a thousand fields. */
const DETAILED = 50

const fieldsInWords = ({ before, after }: Step, paint: Paint): readonly string[] =>
  differences(before ?? {}, after ?? {}).flatMap(({ at, was, is }) => [
    ...(was === undefined ? [] : [paint('loss', `    - ${at}: ${was}`)]),
    ...(is === undefined ? [] : [paint('gain', `    + ${at}: ${is}`)]),
  ])

export function findingsInWords(findings: readonly Finding[], placeOf: PlaceOf, paint: Paint): string {
  return [...findings]
    .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
    .map(({ severity, kind, name, at, message }) => {
      const place = placeOf(kind, name, at)
      const subject = `${kind} ${name}`.trim()
      return `${place ? `${place}: ` : ''}${paint(severity === 'error' ? 'loss' : 'warn', severity)}: ${subject}${at ? ` (${at})` : ''}: ${message}`
    })
    .join('\n')
}

function effectInWords({ steps, impact }: Plan, paint: Paint): string {
  if (steps.length === 0) return ''
  if (impact.people === 0) return 'Nobody gains or loses anything.'
  const first = impact.bootstrap ? ' This is the first activation: brakes hold from the next one on.' : ''
  const applications = columns(
    ['application', 'gains', 'losses', 'of'],
    impact.perApplication.map(({ application, gains, losses, grants }) => [
      application,
      paint('gain', `+ ${gains}`),
      paint('loss', `- ${losses}`),
      String(grants),
    ]),
    paint,
  )
  const { gains = [], losses = [] } = impact.sample ?? {}
  const shown = [
    ...gains.slice(0, SHOWN).map((effect) => effectLine('gains', effect)),
    ...losses.slice(0, SHOWN).map((effect) => effectLine('loses', effect)),
  ]
  const left = impact.gains + impact.losses - shown.length
  return [
    `${count(impact.people, 'person', 'people')}: ${gainsAndLosses(impact, paint)}.${first}`,
    indented(applications, 2),
    indented([...shown, ...(left > 0 ? [paint('dim', `and ${left.toLocaleString('en-US')} more`)] : [])].join('\n'), 2),
  ].join('\n')
}

const SHOWN = 5

const effectLine = (verb: 'gains' | 'loses', { identity, entitlement, why }: Effect): string =>
  `${identity.displayName ?? identity.name ?? identity.id} ${verb} ${typeof entitlement === 'string' ? entitlement : entitlement.name}${why ? ` (${why})` : ''}`

const needsInWords = ({ needs }: Plan, paint: Paint): string =>
  needs.length === 0
    ? ''
    : [paint('warn', 'Somebody else must apply it:'), ...needs.map((need) => indented(need, 2))].join('\n')
