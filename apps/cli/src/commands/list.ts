import { Argument, Command } from 'commander'
import { done, Misused } from '../answer.ts'
import { LISTS } from '../lists/kinds.ts'
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
        ['remit list operations -f state=manual', 'what waits for a person'],
      ),
    )
    .action(
      cli.doing(async ({ api, screen }, kind: string, { filter, search, limit, all }: Options) => {
        const { path, columns: shown } = LISTS[kind]!
        const query = { ...filtersOf(filter), ...(search ? { q: search } : {}) }
        const listed = await readList(api, path, query, all ? Number.POSITIVE_INFINITY : limit)
        const table = columns(
          Object.keys(shown),
          listed.items.map((item) => Object.values(shown).map((place) => cell(at(item, place)))),
          screen.paint,
        )
        return done([table, total(listed, kind)].filter(Boolean).join('\n\n'), listed)
      }),
    )

function filtersOf(given: readonly string[]): Record<string, string[]> {
  const filters: Record<string, string[]> = {}
  for (const each of given) {
    const [name, ...value] = each.split('=')
    if (!name || value.length === 0) throw new Misused(`"${each}" is no filter. One is: risk=high`)
    filters[name] = [...(filters[name] ?? []), value.join('=')]
  }
  return filters
}

function total({ items, next, total: all, totalIsEstimate }: Listed, kind: string): string {
  if (items.length === 0) return `There are no such ${kind}.`
  if (!next) return `${count(items.length, kind.replace(/ies$/, 'y').replace(/s$/, ''), kind)}.`
  return `The first ${items.length}${all ? ` of ${totalIsEstimate ? 'about ' : ''}${all.toLocaleString('en-US')}` : ''}. --all shows the rest.`
}
