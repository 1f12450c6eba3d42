import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunState } from './store/runs.ts'
import { COLUMNS, csv, firm, HEADER, openScene, type Row, type Scene } from './testing/scene.ts'

/** Feeds as they really arrive on bad days, after a good one of forty people. */
const good = firm(40)
const text = csv(good)
const lines = text.trimEnd().split('\n')
const latin1 = (rows: readonly Row[]): Uint8Array => Buffer.from(csv(rows), 'latin1')
const each = (change: (row: Row, n: number) => Row): string => csv(good.map(change))
const rekeyed = (row: Row): Row => ({
  ...row,
  number: `P${row.number}`,
  ...(row.manager ? { manager: `P${row.manager}` } : {}),
})

interface BadFeed {
  readonly content: string | Uint8Array
  readonly state: RunState
  readonly why: RegExp
  readonly trailer?: true
}

const CORPUS: Readonly<Record<string, BadFeed>> = {
  'is empty': { content: '', state: 'refused', why: /the file is empty/ },
  'has nothing but line ends': { content: '\n\n\r\n', state: 'refused', why: /the file is empty/ },
  'has a header and nobody': { content: `${HEADER}\n`, state: 'refused', why: /there is nobody in the file/ },
  'breaks off in the middle of a line': {
    content: text.slice(0, Math.floor(text.length * 0.6)),
    state: 'refused',
    why: /cells where the header has 7|no end/,
  },
  'breaks off at the end of a line, having counted itself': {
    content: `${lines.slice(0, 25).join('\n')}\n`,
    state: 'refused',
    why: /no "END" row: the file is cut/,
    trailer: true,
  },
  'counts other than it has': {
    content: `${text}END,41,,,,,\n`,
    state: 'refused',
    why: /the trailer counts 41 rows, the file has 40/,
    trailer: true,
  },
  'breaks off at the end of a line without a count': {
    content: `${lines.slice(0, 25).join('\n')}\n`,
    state: 'paused',
    why: /16 of 40 people are missing/,
  },
  'lacks four in ten': {
    content: csv(good.filter((_, n) => n % 5 > 1)),
    state: 'paused',
    why: /16 of 40 people are missing from the feed, and at most 5 may be/,
  },
  'lacks a department': {
    content: csv(good.filter(({ department }) => department !== 'Sales')),
    state: 'paused',
    why: /14 of 40 people are missing/,
  },
  'has other keys for everybody': {
    content: each(rekeyed),
    state: 'refused',
    why: /40 of 40 people are missing and come again under another key: the feed has been re-keyed/,
  },
  'has other keys for half': {
    content: each((row, n) => (n % 2 === 0 ? rekeyed(row) : row)),
    state: 'refused',
    why: /20 of 40 people .* re-keyed/,
  },
  'is of another firm': {
    content: csv(firm(40).map((row) => ({ number: `Q${row.number}`, name: `Other ${row.number}` }))),
    state: 'paused',
    why: /40 of 40 people are missing/,
  },
  'has semicolons where commas are declared': {
    content: text.replaceAll(',', ';'),
    state: 'refused',
    why: /the header is not the declared one/,
  },
  'is Latin-1 declared as UTF-8': {
    content: latin1([...good, { number: 'E40', name: 'Jürgen Groß' }]),
    state: 'refused',
    why: /not valid UTF-8/,
  },
  'is UTF-16': { content: Buffer.from(`\ufeff${text}`, 'utf16le'), state: 'refused', why: /UTF-16/ },
  'was UTF-8 once and has been garbled': {
    content: csv([...good.slice(1), { ...good[0]!, name: 'JÃ¼rgen GroÃ\u009f' }]),
    state: 'refused',
    why: /The letters of 1 record are garbled/,
  },
  'holds a NUL': { content: text.replace('Ada', 'A\0da'), state: 'refused', why: /NUL/ },
  'has a key twice': { content: `${text}${lines[5]}\n`, state: 'refused', why: /stands in line 6 already/ },
  'has a renamed column': {
    content: text.replace('department', 'dept'),
    state: 'refused',
    why: /missing "department" not declared "dept"/,
  },
  'lacks a column': { content: csv(good).replace(/,[^,\n]*$/gm, ''), state: 'refused', why: /missing "end"/ },
  'has a column too many': {
    content: text.replace(/$/gm, ',x').replace(/,x\n*$/, '\n'),
    state: 'refused',
    why: /not declared "x"/,
  },
  'has ragged rows': {
    content: text.replace('Sales,', 'Sales'),
    state: 'refused',
    why: /6 cells where the header has 7/,
  },
  'has an open quote': {
    content: text.replace('Ben Number1', '"Ben Number1'),
    state: 'refused',
    why: /not read whole/,
  },
  'is a web page': {
    content: '<!doctype html><html><body>Sign in</body></html>\n',
    state: 'refused',
    why: /the header is not the declared one/,
  },
  'has rows without a key': { content: text.replaceAll(/^E(1\d),/gm, ','), state: 'refused', why: /no number/ },
  'has its columns shifted': {
    content: each((row) => ({ ...row, name: row.mail!, mail: row.name })),
    state: 'paused',
    why: /(displayName|email) would change for 40 of 40 people/,
  },
  'renames all departments': {
    content: each((row) => ({ ...row, department: `${row.department} Ltd` })),
    state: 'paused',
    why: /department would change for 40 of 40 people, and for at most 12 it may/,
  },
  'empties a column': {
    content: each(({ department: _department, ...row }) => row),
    state: 'paused',
    why: /department would change for 40 of 40/,
  },
  'shuffles the people under the keys': {
    content: each((row, n) => ({ ...good[(n + 1) % 40]!, number: row.number })),
    state: 'paused',
    why: /would change for \d+ of 40 people/,
  },
  'lets everybody leave by status': {
    content: each((row) => ({ ...row, status: 'terminated' })),
    state: 'paused',
    why: /40 of 40 people would leave at once, and at most 5 may/,
  },
  'lets everybody end in the past': {
    content: each((row) => ({ ...row, end: '2020-01-01' })),
    state: 'paused',
    why: /40 of 40 people would leave at once/,
  },
  'has a status of unknown words': {
    content: each((row) => ({ ...row, status: 'A' })),
    state: 'refused',
    why: /40 of 40 records cannot be read, first E0: "A" is no status we know/,
  },
  'has dates in another form': {
    content: each((row) => ({ ...row, end: '31/12/2030' })),
    state: 'refused',
    why: /cannot be read, first E0: "31\/12\/2030" is no date/,
  },
}

/** Brakes let everything through, and absence means leaving: what the corpus would do to an unprotected house. */
const UNPROTECTED = {
  absence: 'leaver',
  correlation: [],
  brake: {
    missing: { share: 1, count: 1_000_000 },
    leavers: { share: 1, count: 1_000_000 },
    changes: { share: 1, count: 1_000_000 },
  },
}

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

async function begin(document: object, trailer = false): Promise<void> {
  await scene.declare('hr', {
    ...document,
    settings: {
      path: 'hr.csv',
      key: 'number',
      columns: COLUMNS,
      delimiter: ',',
      ...(trailer ? { trailer: 'END' } : {}),
    },
  })
  expect((await scene.feed('hr', trailer ? `${text}END,40,,,,,\n` : text)).state).toBe('applied')
}

describe('a feed that', () => {
  it.each(Object.entries(CORPUS))('%s changes nothing, and says why', async (_, { content, state, why, trailer }) => {
    await begin({ absence: 'leaver' }, trailer)
    const before = await scene.everybody()
    const run = await scene.feed('hr', content)
    expect(run.why).toMatch(why)
    expect(run.why).toMatch(/Nothing was changed/)
    expect(run.state).toBe(state)
    expect(await scene.everybody()).toEqual(before)
  })

  it('is the good one with a byte order mark is the good one', async () => {
    await begin({ absence: 'leaver' })
    expect(await scene.feed('hr', `\ufeff${text}`)).toMatchObject({ state: 'unchanged' })
  })
})

describe('without protection (the control)', () => {
  const paused = Object.entries(CORPUS).filter(([, { state }]) => state === 'paused')

  it.each(paused)('a feed that %s does change people', async (_, { content }) => {
    await begin(UNPROTECTED)
    const before = await scene.everybody()
    await scene.feed('hr', content)
    await scene.read('hr')
    expect(await scene.everybody()).not.toEqual(before)
  })
})
