import path from 'node:path'
import { readHouse } from './conventions/house.ts'
import { type RefusalEntry, refusalsIn } from './conventions/refusals.ts'
import type { Generated } from './generated.ts'

const HEAD = `<!-- Generated from the tables of refusals by \`npm run generate\`. Change the tables, not this page. -->

# What Remit refuses, and in which words

Every answer that is not a success is a problem document (RFC 9457, \`application/problem+json\`). Its \`code\` is one of
these and stays what it is; \`title\` may be worded better one day; \`detail\` says what was wrong this time, and what would
have been right.
`

const featureOf = ({ file }: RefusalEntry): string => /\/features\/([^/]+)\//.exec(file)?.[1] ?? 'every route'

/** One page of all refusals, so that a code seen in a log can be looked up, and linked by its anchor. */
export async function generateErrors(): Promise<Generated> {
  const entries = refusalsIn(readHouse(path.join(import.meta.dirname, '..')))
  const byFeature = Map.groupBy(
    entries.toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    featureOf,
  )
  const parts = [...byFeature]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([feature, refusals]) => {
      const lines = refusals.map(
        ({ code, status, title }) =>
          `| <a id="${code}"></a>\`${code}\` | ${status} | ${title.replaceAll('|', '\\|')} |`,
      )
      return `\n## ${feature[0]!.toUpperCase()}${feature.slice(1)}\n\n| code | status | means |\n|---|---|---|\n${lines.join('\n')}\n`
    })
  return new Map([['docs/errors.md', HEAD + parts.join('')]])
}
