import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done } from '../answer.ts'
import { columns } from '../screen/columns.ts'
import type { Paint } from '../screen/paint.ts'
import { cell, moment } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Operation {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly application: unknown
  readonly identity: unknown
  readonly entitlement: unknown
  readonly lastOutcome: string | null
  readonly cause: string | null
  readonly instructions: string | null
  readonly history: readonly {
    readonly at: string
    readonly action: string
    readonly actor: string
    readonly why: string | null
  }[]
}

export function operationsCommand(cli: Cli): Command {
  const operations = new Command('operations')
    .summary('look at one piece of provisioning work; retry it, or say it was done by hand')
    .addHelpText(
      'after',
      examples(
        ['remit list operations -f state=manual', 'what waits for a person'],
        ['remit operations complete 0199… --note "form P-7, confirmed on Monday"', ''],
      ),
    )
  const one = (name: string, summary: string): Command =>
    operations.command(name).summary(summary).argument('<operation>', 'id: remit list operations')

  one('show', 'what was asked, what came of it, and why it was asked').action(
    cli.doing(async ({ api, screen }, id: string) => {
      const operation = await answered<Operation>(api.GET('/api/v1/operations/{id}', { params: { path: { id } } }))
      return done(inWords(operation, screen.paint), operation)
    }),
  )
  one('retry', 'ask the application again, now').action(
    cli.doing(async ({ api }, id: string) => {
      const retried = await answered(api.POST('/api/v1/operations/{id}/retry', { params: { path: { id } } }))
      return done('It is tried again.', retried ?? { id })
    }),
  )
  one('complete', 'say that it was done by hand')
    .requiredOption('--note <note>', 'what was done, and where it can be seen')
    .action(
      cli.doing(async ({ api }, id: string, { note }: { note: string }) => {
        const completed = await answered(
          api.POST('/api/v1/operations/{id}/complete', { params: { path: { id } }, body: { note } }),
        )
        return done('It counts as done; the next import looks.', completed ?? { id })
      }),
    )
  one('skip', 'leave it undone')
    .requiredOption('--because <reason>', 'why')
    .action(
      cli.doing(async ({ api }, id: string, { because }: { because: string }) => {
        const skipped = await answered(
          api.POST('/api/v1/operations/{id}/skip', { params: { path: { id } }, body: { reason: because } }),
        )
        return done('It is left undone.', skipped ?? { id })
      }),
    )
  return operations
}

function inWords(
  { kind, state, application, identity, entitlement, lastOutcome, cause, instructions, history }: Operation,
  paint: Paint,
): string {
  const facts = [
    ['state', state],
    ['application', cell(application)],
    ['identity', cell(identity)],
    ['entitlement', cell(entitlement)],
    ['said last', lastOutcome ?? ''],
    ['because', cause ?? ''],
    ['by hand', instructions ?? ''],
  ].filter(([, value]) => value !== '') as [string, string][]
  const told = history.map(({ at, action, actor, why }) => [moment(at), action, actor, why ?? ''])
  return [
    paint('strong', kind),
    columns(['', ''], facts, paint).trimStart(),
    columns(['at', 'what', 'by', 'why'], told, paint),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
