import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../apps/server/src/platform/config.ts'
import { CONVENTIONS } from './conventions/conventions.ts'
import { readHouse, roomOf } from './conventions/house.ts'
import { ownersIn } from './conventions/table-owners.ts'
import { LAYERS } from './layers.ts'

const ROOT = path.join(import.meta.dirname, '..')
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8')
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && fs.existsSync(path.join(ROOT, file)))

/** Pages call rooms of the server and the engine by their short names. */
const LONG: readonly (readonly [RegExp, string])[] = [
  [/^(features|platform|journeys)\//, 'apps/server/src/$1/'],
  [/^engine\/src\//, 'packages/engine/src/'],
  [/^engine\//, 'packages/engine/src/'],
]
const isPlace = (text: string): boolean =>
  /^(packages|connectors|apps|db|docs|examples|tools|deploy|bench|features|platform|engine)\/[\w./-]+$/.test(text)

/** Links and places named on a page that are not there. */
function dangling(page: string, text: string): readonly string[] {
  const links = [...text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map((found) => path.join(path.dirname(page), found[1]!))
  const places = [...text.matchAll(/`([^`\s]+)`/g)]
    .map((found) => found[1]!)
    .filter(isPlace)
    .map((place) => LONG.reduce((name, [short, long]) => name.replace(short, long), place))
  return [...links, ...places].filter((place) => !fs.existsSync(path.join(ROOT, place)))
}

describe('the documentation', () => {
  it.each(PAGES)('%s names only what is there', (page) => {
    expect(dangling(page, read(page))).toEqual([])
  })

  it('is caught naming what is not there', () => {
    const page = 'See [the plan](plan.md) and `features/grunts/index.ts`, not `features/grants/index.ts`.'
    expect(dangling('docs/a.md', page)).toEqual(['docs/plan.md', 'apps/server/src/features/grunts/index.ts'])
  })

  it('lists every setting with its default', () => {
    const table = [...read('docs/operations.md').matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)]
    const named = table.flatMap((row) => [...row[1]!.matchAll(/`([A-Z_]+)`/g)].map((found) => found[1]!))
    expect(named.sort()).toEqual(Object.keys(SETTINGS).sort())
  })

  it('shows the layers as they are', () => {
    const rows = [...read('docs/architecture.md').matchAll(/^\| (\d+) \| `(\w+)` \|/gm)]
    const shown = rows.map((row) => `${row[1]} ${row[2]}`)
    expect(shown.sort()).toEqual(
      LAYERS.flatMap((layer, height) => layer.map((feature) => `${height} ${feature}`)).sort(),
    )
  })

  it('says who owns which table', () => {
    const rows = [...read('docs/architecture.md').matchAll(/^\| \d+ \| `(\w+)` \|[^|]*\| ([^|]*)\|$/gm)]
    const said = rows.flatMap((row) => [...row[2]!.matchAll(/`(\w+)`/g)].map((found) => `${row[1]} ${found[1]}`))
    const owned = ownersIn(readHouse(ROOT)).owners.flatMap(({ file, table }) => {
      const room = roomOf(file)
      return room ? [`${room.feature} ${table}`] : []
    })
    expect(said.sort()).toEqual([...new Set(owned)].sort())
  })

  it('names every rule and convention that is checked', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    const page = read('docs/architecture.md')
    const checked = [...forbidden.map((rule) => rule.name), ...Object.keys(CONVENTIONS)]
    expect(checked.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
