import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { exceptionsHaveReasons } from './exceptions-have-reasons.ts'
import { furniture } from './furniture.ts'
import { type Check, codeOf, type House, readHouse } from './house.ts'
import { migrationsExplain } from './migrations-explain.ts'
import { noCodeFromText } from './no-code-from-text.ts'
import { refusalsIn, refusalsOccurOnce } from './refusals.ts'
import { tableHasOneOwner } from './table-owners.ts'
import { tail } from './tail.ts'
import { toldNotAsked } from './told-not-asked.ts'

const FEATURES = 'apps/server/src/features'
const house = (files: Readonly<Record<string, string>>): House => new Map(Object.entries(files))
const found = (check: Check, files: Readonly<Record<string, string>>): readonly string[] =>
  check(house(files)).map(({ file, line }) => `${file}:${line}`)

describe('told-not-asked', () => {
  it.each([
    ['the engine', 'packages/engine/src/a.ts', 'const a = Date.now()'],
    ['the engine', 'packages/engine/src/a.ts', 'const a = new Date()'],
    ['the engine', 'packages/engine/src/a.ts', 'const a = performance.now()'],
    ['the kernel', 'packages/kernel/src/a.ts', 'const a = Math.random()'],
    ['a domain', `${FEATURES}/grants/domain/a.ts`, 'const a = randomBytes(9)'],
    ['a command', `${FEATURES}/grants/commands.ts`, 'const a = crypto.randomUUID()'],
    ['a command', `${FEATURES}/grants/commands.ts`, 'const a = new Date'],
  ])('is broken by %s that asks: %s %s', (_who, file, line) => {
    expect(found(toldNotAsked, { [file]: line })).toEqual([`${file}:1`])
  })

  it.each([
    ['a moment that was told', 'packages/engine/src/a.ts', 'const a = new Date(now)'],
    ['prose', 'packages/engine/src/a.ts', '// never Date.now()\n/* nor new Date() */'],
    ['a test', 'packages/engine/src/a.test.ts', 'const a = Date.now()'],
    ['the platform, where the clock is', 'apps/server/src/platform/clock.ts', 'const a = Date.now()'],
    ['a feature that measures', `${FEATURES}/grants/commands.ts`, 'const a = performance.now()'],
  ])('is kept by %s', (_what, file, line) => {
    expect(found(toldNotAsked, { [file]: line })).toEqual([])
  })
})

describe('furniture', () => {
  const furnished = { [`${FEATURES}/grants/index.ts`]: '', [`${FEATURES}/grants/README.md`]: '# Grants' }

  it('is complete with a door, a sign and a layer', () => {
    expect(found(furniture([['grants']]), furnished)).toEqual([])
  })
  it.each([
    ['no door', [['grants']], { [`${FEATURES}/grants/README.md`]: '# Grants' }],
    ['no sign', [['grants']], { [`${FEATURES}/grants/index.ts`]: '' }],
    ['no layer', [], furnished],
    ['two layers', [['grants'], ['grants']], furnished],
    ['a layer for a feature that is gone', [['grants'], ['grunts']], furnished],
    [
      'a sign longer than anybody reads',
      [['grants']],
      { ...furnished, [`${FEATURES}/grants/README.md`]: 'word\n'.repeat(61) },
    ],
  ])('is incomplete with %s', (_what, layers, files) => {
    expect(furniture(layers)(house(files)).length).toBeGreaterThan(0)
  })
})

describe('refusals-occur-once', () => {
  const table = `export const REFUSALS = {\n  'grant.not-found': { status: 404, title: 'There\\'s no such grant.' },\n} as const`

  it('reads code, status, words and place', () => {
    expect(refusalsIn(house({ [`${FEATURES}/grants/domain/refusals.ts`]: table }))).toEqual([
      {
        code: 'grant.not-found',
        status: 404,
        title: "There's no such grant.",
        file: `${FEATURES}/grants/domain/refusals.ts`,
        line: 2,
      },
    ])
  })
  it('is broken by a second table with the same code', () => {
    const files = {
      [`${FEATURES}/grants/domain/refusals.ts`]: table,
      [`${FEATURES}/catalog/domain/refusals.ts`]: table,
    }
    expect(found(refusalsOccurOnce, files)).toEqual([`${FEATURES}/catalog/domain/refusals.ts:2`])
  })
})

describe('table-has-one-owner', () => {
  const migrations = {
    'db/migrations/0001.sql':
      'create table assignment (\n);\ncreate table assignment_history (\n);\ncreate table role (\n);',
  }
  const grants = {
    [`${FEATURES}/grants/store.ts`]: `const own = (tx: Tx) => scope<'assignment', 'role' | 'identity'>(tx)`,
  }
  const catalog = {
    [`${FEATURES}/catalog/store.ts`]: `type Own =\n  | 'role'\n\nconst own = (tx: Tx) => scope<Own>(tx)`,
  }

  it('is kept when each table is owned, and others are read', () => {
    expect(found(tableHasOneOwner, { ...migrations, ...grants, ...catalog })).toEqual([])
  })
  it('lets two stores of one feature share a table', () => {
    const second = { [`${FEATURES}/grants/store-bulk.ts`]: `scope<'assignment'>(tx)` }
    expect(found(tableHasOneOwner, { ...migrations, ...grants, ...catalog, ...second })).toEqual([])
  })
  it('is broken by a second feature that writes the table', () => {
    const second = { [`${FEATURES}/sources/store.ts`]: `scope<'role'>(tx)` }
    expect(found(tableHasOneOwner, { ...migrations, ...grants, ...catalog, ...second })).toEqual([
      `${FEATURES}/sources/store.ts:1`,
    ])
  })
  it('is broken by another feature that writes the table in SQL as it is', () => {
    const second = { [`${FEATURES}/sources/store.ts`]: 'sql`\n  update role set title = 1`' }
    expect(found(tableHasOneOwner, { ...migrations, ...grants, ...catalog, ...second })).toEqual([
      `${FEATURES}/sources/store.ts:2`,
    ])
  })
  it('is broken by a table that nobody writes', () => {
    expect(found(tableHasOneOwner, { ...migrations, ...grants })).toEqual(['db/migrations:0'])
  })
  it('is broken by a head that cannot be read', () => {
    const second = { [`${FEATURES}/sources/store.ts`]: 'scope<keyof DB>(tx)' }
    expect(found(tableHasOneOwner, { ...migrations, ...grants, ...catalog, ...second })).toEqual([
      `${FEATURES}/sources/store.ts:1`,
    ])
  })
})

describe('no-code-from-text', () => {
  it.each(['eval(text)', 'new Function(text)', `import vm from 'node:vm'`, `setTimeout('run()', 1)`])(
    'is broken by %s',
    (line) => {
      expect(found(noCodeFromText, { 'packages/engine/src/a.ts': line })).toEqual(['packages/engine/src/a.ts:1'])
    },
  )
  it.each(['evaluate(text)', '// eval(text)', 'setTimeout(run, 1)'])('is kept by %s', (line) => {
    expect(found(noCodeFromText, { 'packages/engine/src/a.ts': line })).toEqual([])
  })
})

describe('exceptions-have-reasons', () => {
  it.each([
    '// biome-ignore lint/suspicious/noExplicitAny: x',
    '// @ts-expect-error',
    '// @ts-ignore because of everything',
    '// @ts-nocheck',
  ])('is broken by %s', (line) => {
    expect(found(exceptionsHaveReasons, { 'apps/server/src/a.ts': `\n${line}` })).toEqual(['apps/server/src/a.ts:2'])
  })
  it.each([
    '// biome-ignore lint/suspicious/noEmptyInterface: widened by the features that emit',
    '// @ts-expect-error swapped ids must not compile',
  ])('is kept by %s', (line) => {
    expect(found(exceptionsHaveReasons, { 'apps/server/src/a.ts': line })).toEqual([])
  })
})

describe('migrations-explain', () => {
  it('is kept by words above a table, and above, beside or inside an index', () => {
    const sql = [
      '-- What is held.',
      'create table holding (',
      ');',
      'create table holding_history (like holding);',
      'create index holding_of on holding (a); -- every recomputation',
      '-- lists: sort',
      'create index holding_by on holding (b);',
      'create unique index holding_one on holding (c)',
      '  where open; -- one at a time',
    ]
    expect(found(migrationsExplain, { 'db/migrations/0001.sql': sql.join('\n') })).toEqual([])
  })
  it('is broken by a silent table and a silent index', () => {
    const sql = 'create table holding (\n);\ncreate index holding_of on holding (a);'
    expect(found(migrationsExplain, { 'db/migrations/0001.sql': sql })).toEqual([
      'db/migrations/0001.sql:1',
      'db/migrations/0001.sql:3',
    ])
  })
})

describe('the tail', () => {
  it('shows long files, long functions and full folders, the longest first', () => {
    const long = `export function long() {\n${'  work()\n'.repeat(70)}}\n`
    const files = {
      'packages/engine/src/long.ts': long,
      'packages/engine/src/longer.ts': 'export const a = 1\n'.repeat(301),
      ...Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`packages/engine/src/many/${at}.ts`, ''])),
    }
    expect(tail(house(files)).map(({ file, message }) => `${file} ${message}`)).toEqual([
      'packages/engine/src/longer.ts has 301 lines.',
      'packages/engine/src/long.ts long has 72 lines.',
      'packages/engine/src/many has 13 entries.',
    ])
  })
})

describe('reading code', () => {
  it('leaves texts, lines and columns, and drops comments', () => {
    expect(codeOf(`a('//b') // c\n/* d\n */ e`)).toBe(`a('//b')     \n    \n    e`)
  })
  it('looks at the whole project', () => {
    const all = readHouse(path.join(import.meta.dirname, '../..'))
    expect([...all.keys()].filter((file) => file.startsWith('packages/kernel/')).length).toBeGreaterThan(3)
    expect(all.has('db/migrations/0001-ledger.sql')).toBe(true)
  })
})
