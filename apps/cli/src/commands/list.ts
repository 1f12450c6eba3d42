import { Argument, Command } from 'commander'
import { done } from '../answer.ts'
import { LISTS } from '../lists/kinds.ts'
import { narrowed } from '../lists/narrowed.ts'
import { type Listed, readList } from '../lists/read-list.ts'
import { columns } from '../screen/columns.ts'
import { at, cell, count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Options {
  readonly filter: readonly string[]
  readonly search?: string
  readonly limit: number
  readonly all?: boolean
}

export const listCommand = (cli: Cli): Command =>
  new Command('list')
    .summary('list identities, applications, operations and the rest')
    .addArgument(new Argument('<kind>', 'what to list').choices(Object.keys(LISTS)))
    .option(
      '-f, --filter <name=value>',
      'only those; may be given more than once',
      (given: string, before: string[]) => [...before, given],
      [],
    )
    .option('-q, --search <text>', 'only those with this text')
    .option('-n, --limit <count>', 'how many', Number, 50)
    .option('--all', 'all of them')
    .addHelpText(
      'after',
      examples(
        ['remit list identities -q vogel', ''],
        ['remit list entitlements -f risk=high -f application=ledgerly', ''],
        ['remit list accounts -f name=ledgerly -f orphan=true', 'accounts of nobody'],
        ['remit list operations -f state=manual', 'what waits for a person'],
      ),
    )
    .action(
      cli.doing(async ({ api, screen }, kind: string, { filter, search, limit, all }: Options) => {
        const list = LISTS[kind]!
        const { path, query } = narrowed(list, filter)
        const most = all ? Number.POSITIVE_INFINITY : limit
        const listed = await readList(api, path, { ...query, ...(search ? { q: search } : {}) }, most)
        const table = columns(
          Object.keys(list.columns),
          listed.items.map((item) => Object.values(list.columns).map((place) => cell(at(item, place)))),
          screen.paint,
        )
        return done([table, total(listed, kind)].filter(Boolean).join('\n\n'), listed)
      }),
    )

function total({ items, next, total: all, totalIsEstimate }: Listed, kind: string): string {
  if (items.length === 0) return `There are no such ${kind}.`
  if (!next) return `${count(items.length, kind.replace(/ies$/, 'y').replace(/s$/, ''), kind)}.`
  return `The first ${items.length}${all ? ` of ${totalIsEstimate ? 'about ' : ''}${all.toLocaleString('en-US')}` : ''}. --all shows the rest.`
}
