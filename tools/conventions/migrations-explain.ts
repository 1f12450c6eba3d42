import type { Check } from './house.ts'

/**
 * Each table says what it holds, each index which question it answers: an index that nobody can name the query of
 * costs on every write. The past of a table (`…_history`) needs no words of its own.
 */
export const migrationsExplain: Check = (house) =>
  [...house].flatMap(([file, text]) => {
    if (!file.startsWith('db/migrations/')) return []
    const lines = text.split('\n')
    return lines.flatMap((line, at) => {
      const made = /^create (table|(?:unique )?index) (?:if not exists )?([a-z_]+)/.exec(line)
      if (!made || /_history(_|$)/.test(made[2]!)) return []
      const statement = lines.slice(at, lines.findIndex((other, after) => after >= at && /;\s*(--|$)/.test(other)) + 1)
      // A sequence that a table takes its numbers from stands between the words and the table.
      const above = lines.slice(0, at).findLast((other) => !other.startsWith('create sequence')) ?? ''
      const said = /^\s*--/.test(above) || (made[1] !== 'table' && statement.some((part) => part.includes('--')))
      return said
        ? []
        : [
            {
              check: 'migrations-explain',
              file,
              line: at + 1,
              message: `${made[1]} ${made[2]} does not say what it is for.`,
            },
          ]
    })
  })
