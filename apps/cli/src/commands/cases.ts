import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done } from '../answer.ts'
import { columns } from '../screen/columns.ts'
import type { Paint } from '../screen/paint.ts'
import { count, moment } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Case {
  readonly id: string
  readonly source: string
  readonly key: string
  readonly displayName: string
  readonly state: string
  readonly why: string
  readonly openedAt: string
  readonly candidates: readonly Candidate[]
  readonly decision: { readonly as: string; readonly identity: string | null; readonly by: string } | null
}

interface Candidate {
  readonly name: string
  readonly displayName: string
  readonly evidence: readonly {
    readonly field: string
    readonly theirs: string
    readonly ours: string
    readonly same: boolean
  }[]
}

export function casesCommand(cli: Cli): Command {
  const cases = new Command('cases')
    .summary('say who a record is about, where that is in doubt')
    .addHelpText(
      'after',
      examples(
        ['remit cases list', ''],
        ['remit cases merge 0199… ravi.menon', 'it is somebody we know'],
        ['remit cases separate 0199…', 'it is somebody new'],
        ['remit cases undo 0199…', 'take the decision back'],
      ),
    )
  const one = (name: string, summary: string): Command =>
    cases.command(name).summary(summary).argument('<case>', 'id of the case')

  cases
    .command('list')
    .summary('the open cases')
    .option('--decided', 'the decided ones')
    .option('--source <source>', 'of this source only')
    .action(
      cli.doing(async ({ api, screen }, { decided, source }: { decided?: boolean; source?: string }) => {
        const { items } = await answered<{ items: readonly Case[] }>(
          api.GET('/api/v1/correlation-cases', {
            params: { query: { state: decided ? 'decided' : 'open', limit: 500, ...(source ? { source } : {}) } },
          }),
        )
        const rows = items.map(({ id, source: from, key, displayName, why }) => [id, from, key, displayName, why])
        return done(
          rows.length === 0
            ? 'No record is in doubt.'
            : `${columns(['id', 'source', 'key', 'name', 'why'], rows, screen.paint)}\n\n${count(rows.length, 'case')}.`,
          { items },
        )
      }),
    )
  one('show', 'one case with its evidence').action(
    cli.doing(async ({ api, screen }, id: string) => {
      const found = await answered<Case>(api.GET('/api/v1/correlation-cases/{id}', { params: { path: { id } } }))
      return done(caseInWords(found, screen.paint), found)
    }),
  )
  one('merge', 'it is somebody we know')
    .argument('<identity>', 'who')
    .action(
      cli.doing(async ({ api }, id: string, identity: string) => {
        const settled = await answered(
          api.POST('/api/v1/correlation-cases/{id}/resolve', {
            params: { path: { id } },
            body: { decision: 'merge', identity },
          }),
        )
        return done(`It is ${identity}.\nTo take it back: remit cases undo ${id}`, settled)
      }),
    )
  one('separate', 'it is somebody new').action(
    cli.doing(async ({ api }, id: string) => {
      const settled = await answered(
        api.POST('/api/v1/correlation-cases/{id}/resolve', {
          params: { path: { id } },
          body: { decision: 'separate' },
        }),
      )
      return done(`It is somebody new.\nTo take it back: remit cases undo ${id}`, settled)
    }),
  )
  one('undo', 'take a decision back').action(
    cli.doing(async ({ api }, id: string) => {
      const undone = await answered(api.POST('/api/v1/correlation-cases/{id}/undo', { params: { path: { id } } }))
      return done('The decision is taken back; the case is open again.', undone)
    }),
  )
  return cases
}

function caseInWords({ displayName, source, key, why, openedAt, candidates, decision }: Case, paint: Paint): string {
  const evidence = candidates.map((candidate) => {
    const rows = candidate.evidence.map(({ field, theirs, ours, same }) => [
      `  ${field}`,
      theirs,
      ours,
      same ? paint('gain', 'same') : paint('loss', 'different'),
    ])
    return `${candidate.displayName} (${candidate.name})\n${columns(['  field', source, 'known', ''], rows, paint)}`
  })
  const settled = decision
    ? `Decided by ${decision.by}: ${decision.as}${decision.identity ? ` with ${decision.identity}` : ''}.`
    : ''
  return [`${displayName} (${source} ${key}), since ${moment(openedAt)}. ${why}`, ...evidence, settled]
    .filter((part) => part !== '')
    .join('\n\n')
}
