import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done } from '../answer.ts'
import { columns } from '../screen/columns.ts'
import type { Paint } from '../screen/paint.ts'
import { indented } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Overview {
  readonly organisation: string
  readonly counts: Readonly<Record<string, number>>
  readonly attention: readonly { readonly severity: string; readonly title: string; readonly detail: string }[]
}

const COUNTED = {
  identities: 'identities',
  active: 'of these active',
  grants: 'grants',
  applications: 'applications',
  roles: 'roles',
  rules: 'rules',
  openOperations: 'operations under way',
  driftFindings: 'differences',
} as const

export const statusCommand = (cli: Cli): Command =>
  new Command('status')
    .summary('say what this server governs, and what needs a decision')
    .addHelpText('after', examples(['remit status', '']))
    .action(
      cli.doing(async ({ api, connection, screen }) => {
        const overview = await answered<Overview>(api.GET('/api/v1/overview'))
        return done(
          `${overview.organisation}, at ${connection.url.value} (${connection.url.from})\n\n${overviewInWords(overview, screen.paint)}`,
          {
            url: connection.url.value,
            ...overview,
          },
        )
      }),
    )

function overviewInWords({ counts, attention }: Overview, paint: Paint): string {
  const numbers = Object.entries(COUNTED).map(([name, words]) => [(counts[name] ?? 0).toLocaleString('en-US'), words])
  const needs = attention.map(({ severity, title, detail }) => [
    paint(severity === 'high' ? 'loss' : 'warn', severity),
    `${title}. ${detail}`,
  ])
  return [
    indented(columns(['', ''], numbers, paint).trimStart(), 2),
    attention.length === 0
      ? 'Nothing needs a decision.'
      : `Needs a decision:\n${indented(columns(['', ''], needs, paint).trimStart(), 2)}`,
  ].join('\n\n')
}
