import { readAll } from '@remit/connector-sdk'
import { connectorContract } from '@remit/connector-sdk/contract-suite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { guardedCsv } from './guarded-csv.ts'
import { type CsvPeopleSettings, csvPeople } from './people.ts'

const LIMITS = { pages: 1000, items: 1_000_000 }
const COLUMNS = { 'Employee ID': 'employeeId', Name: 'displayName', Department: 'department' }
const HEADER = 'Employee ID,Name,Department'

async function read(file: string | Uint8Array, settings: Partial<CsvPeopleSettings> = {}) {
  const session = await csvPeople.open(
    { path: 'hr.csv', columns: COLUMNS, key: 'Employee ID', ...settings },
    testHost({ 'hr.csv': file }),
  )
  return readAll(session.read.identities!, LIMITS)
}

/** Why the feed proves nothing. */
async function complaint(file: string | Uint8Array, settings: Partial<CsvPeopleSettings> = {}): Promise<string> {
  const all = await read(file, settings)
  return all.complete ? 'complete' : all.why
}

connectorContract({
  connector: csvPeople,
  open: () =>
    csvPeople.open(
      { path: 'hr.csv', columns: COLUMNS, key: 'Employee ID' },
      testHost({ 'hr.csv': `${HEADER}\n1,Ada,Finance\n2,Bob,\n` }),
    ),
})

describe('people from a CSV file', () => {
  it('become text attributes by their mapped names, with leading zeros kept and empty as null', async () => {
    expect(await read(`${HEADER}\n007,Ada Lovelace,Finance\n008,Grace Hopper,\n`)).toEqual({
      complete: true,
      items: [
        { key: '007', attributes: { employeeId: '007', displayName: 'Ada Lovelace', department: 'Finance' } },
        { key: '008', attributes: { employeeId: '008', displayName: 'Grace Hopper', department: null } },
      ],
    })
  })

  it('may begin with a byte order mark, use semicolons and CRLF, and quote delimiters and line ends', async () => {
    const all = await read('\ufeffName;"Employee ID";Department\r\n"Love;lace";1;"a\r\nb ""c"""\r\n')
    expect(all).toEqual({
      complete: true,
      items: [{ key: '1', attributes: { employeeId: '1', displayName: 'Love;lace', department: 'a\r\nb "c"' } }],
    })
  })

  it('may be Latin-1 where that is declared', async () => {
    const all = await read(Buffer.from(`${HEADER}\n1,Jürgen,Büro\n`, 'latin1'), { encoding: 'latin1' })
    expect(all.items[0]?.attributes).toMatchObject({ displayName: 'Jürgen', department: 'Büro' })
  })

  it('leave out a column mapped to nothing, which must still be there', async () => {
    const columns = { ...COLUMNS, Department: '' }
    expect((await read(`${HEADER}\n1,Ada,Finance\n`, { columns })).items[0]?.attributes).toEqual({
      employeeId: '1',
      displayName: 'Ada',
    })
    expect(await complaint('Employee ID,Name\n1,Ada\n', { columns })).toMatch('missing "Department"')
  })

  it('come back from a file of any cells as they went in', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r\n', 'é', ';', '\t', '0') })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (cells) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
        const lines = cells.map(([name, department], n) => `${n},${quoted(name)},${quoted(department)}\n`)
        const all = await read(`${HEADER}\n${lines.join('')}`)
        expect(all.complete).toBe(true)
        expect(all.items.map(({ attributes }) => [attributes.displayName, attributes.department])).toEqual(
          cells.map(([name, department]) => [name || null, department || null]),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('are read in pages, and not half from one file and half from another', async () => {
    const rows = (name: string): string => Array.from({ length: 2500 }, (_, n) => `${n},${name},x\n`).join('')
    const host = testHost({ 'hr.csv': `${HEADER}\n${rows('before')}` })
    const open = () => csvPeople.open({ path: 'hr.csv', columns: COLUMNS, key: 'Employee ID' }, host)
    const session = await open()
    const whole = await readAll(session.read.identities!, LIMITS)
    expect([whole.complete, whole.items.length]).toEqual([true, 2500])

    const first = await session.read.identities!(null)
    await host.files.write('hr.csv', new TextEncoder().encode(`${HEADER}\n${rows('after')}`))
    const second = await session.read.identities!(first.next)
    expect(second.items[0]?.attributes.displayName).toBe('before')
    expect(await (await open()).read.identities!(first.next)).toMatchObject({
      next: null,
      problems: [{ problem: 'changed while it was being read' }],
    })
  })
})

describe('a feed proves nothing about who is absent when it', () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['is empty', '', 'the file is empty'],
    ['is only white space', '\ufeff\n \n', 'the file is empty'],
    ['has a header and nobody', `${HEADER}\n`, 'there is nobody in the file'],
    ['lost a column', 'Employee ID,Name\n1,Ada\n', 'missing "Department"'],
    ['gained a column', `${HEADER},Salary\n1,Ada,Finance,9\n`, 'not declared "Salary"'],
    ['renamed a column', 'Employee ID,Name,Dept\n1,Ada,Finance\n', 'missing "Department" not declared "Dept"'],
    ['has a column twice', 'Employee ID,Name,Name\n1,Ada,Ada\n', 'the column "Name" stands there twice'],
    ['has no header', '1,Ada,Finance\n', 'the header is not the declared one'],
    ['has a short row', `${HEADER}\n1,Ada,Finance\n2,Grace\n`, 'line 3: 2 cells where the header has 3'],
    ['has a long row after a cell of two lines', `${HEADER}\n1,"A\nda",F\n2,G,H,I\n`, 'line 4: 4 cells'],
    [
      'has one person twice',
      `${HEADER}\n1,Ada,F\n2,Bo,F\n1,Ada,G\n`,
      'line 4: Employee ID "1" stands in line 2 already',
    ],
    ['has a person without key', `${HEADER}\n,Ada,F\n`, 'line 2: no Employee ID'],
    ['has spaces around a key', `${HEADER}\n 1,Ada,F\n`, 'line 2: spaces around the Employee ID'],
    ['was cut in a cell', `${HEADER}\n1,Ada,Finance\n2,Gra`, 'cells where the header has 3'],
    ['was cut in the last cell', `${HEADER}\n1,Ada,Finance\n2,Grace,Fin`, 'the file may be cut'],
    ['was cut in a quoted cell', `${HEADER}\n1,Ada,"Fin\n`, 'Quote Not Closed'],
    ['has text after a quote', `${HEADER}\n1,"Ada"x,F\n`, 'line 2: Invalid Closing Quote'],
    ['holds a NUL', `${HEADER}\n1,A\0da,F\n`, 'row 2: holds a NUL'],
    ['is UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 'the file is UTF-16'],
    ['is Latin-1 unawares', Buffer.from(`${HEADER}\n1,Ada,F\n2,Jürgen,F\n`, 'latin1'), 'row 3: not valid UTF-8'],
  ]
  it.each(cases)('%s', async (_, file, why) => {
    expect(await complaint(file)).toContain(why)
  })

  it('does none of these, except that it is read (the control)', async () => {
    expect(await complaint(`${HEADER}\n1,Ada,Finance\n`)).toBe('complete')
  })

  it('is any bytes at all, and nothing ever throws', async () => {
    const piece = fc.constantFrom(HEADER, '\n', '\r', '"', ',', '1', 'é', '\0', '\ufeff', '=', ' ', '""', 'END')
    const text = fc.array(piece).map((pieces) => new TextEncoder().encode(pieces.join('')))
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.uint8Array()), fc.constantFrom('utf-8', 'latin1'), async (bytes, encoding) => {
        const all = await read(bytes, { encoding, trailer: 'END' })
        // Without a trailer that counts, no accident of bytes is a whole feed.
        if (all.complete) expect(Buffer.from(bytes).toString('latin1')).toMatch(/END,"?1"?/)
      }),
      { numRuns: 300 },
    )
  })

  it('is missing', async () => {
    const given = { path: 'away.csv', columns: COLUMNS, key: 'Employee ID' }
    const session = await csvPeople.open(given, testHost())
    expect(await session.check()).toEqual({ outcome: 'declined', reason: 'away.csv: there is no such file' })
  })

  it('is UTF-8 with a mark, declared as Latin-1', async () => {
    expect(await complaint(`\ufeff${HEADER}\n1,Ada,F\n`, { encoding: 'latin1' })).toContain('mark of UTF-8')
  })

  it('is cut anywhere, where a trailer counts the rows', async () => {
    const whole = `${HEADER}\n1,Ada,Finance\n2,Grace,"Fin\nance"\nEND,2\n`
    expect(await complaint(whole, { trailer: 'END' })).toBe('complete')
    // Without its last line feed the trailer still counts what there is.
    for (let length = 0; length < whole.length - 1; length++)
      expect(await complaint(whole.slice(0, length), { trailer: 'END' }), `${length} bytes`).not.toBe('complete')
  })

  it('has a trailer that counts other than the rows, or rows after it', async () => {
    expect(await complaint(`${HEADER}\n1,Ada,F\nEND,2\n`, { trailer: 'END' })).toContain(
      'counts 2 rows, the file has 1',
    )
    expect(await complaint(`${HEADER}\nEND,0\n1,Ada,F\n`, { trailer: 'END' })).toContain('a row after the trailer')
    expect(await complaint(`${HEADER}\n1,Ada,F\nEND,two\n`, { trailer: 'END' })).toContain('"two" is no count')
  })
})

describe('a delta', () => {
  const delta = { column: 'Op', set: ['A', 'C'], gone: ['D'] }
  const header = `${HEADER},Op`

  it('says who is gone, and is never complete', async () => {
    const all = await read(`${header}\n1,Ada,F,A\n2,Bo,F,D\n`, { mode: 'delta', delta })
    expect(all).toMatchObject({ complete: false, why: 'it tells only what changed' })
    expect(all.items.map(({ key, gone }) => [key, gone])).toEqual([
      ['1', undefined],
      ['2', true],
    ])
  })

  it('may hold nobody', async () => {
    expect(await complaint(`${header}\n`, { mode: 'delta', delta })).toBe('it tells only what changed')
  })

  it('does not guess an operation it was not told of', async () => {
    expect(await complaint(`${header}\n1,Ada,F,X\n`, { mode: 'delta', delta })).toContain(
      '"X" is no declared operation',
    )
  })
})

it('a cell that a spreadsheet would run is written as text', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'plain']
  const written = guardedCsv(
    ['cell'],
    cells.map((cell) => [cell]),
  )
  for (const cell of cells.slice(0, -1)) expect(written).toContain(`'${cell}`)
  expect(written).toContain('\r\nplain\r\n')
})
