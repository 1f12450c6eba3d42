import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Connector, IdentityRecord } from '@remit/connector-sdk'
import { type Instant, parseInstant } from '@remit/kernel'
import { parse } from 'csv-parse/sync'
import { afterEach, describe, expect, it } from 'vitest'
import { openScene, type Scene } from './testing/scene.ts'

const DATA = path.resolve(
  import.meta.dirname,
  '../../../../..',
  process.env.REMIT_TEST_DATA ?? '../shared/data',
  'organisations/employees-10k',
)
/** Of ten thousand people every so-manieth: all of them where there is time. */
const EVERY = process.env.REMIT_PROVE_SECONDS ? 1 : 8

const MAPPING = { type: 'kind', starts: 'start', ends: 'end' }
const OPEN = { share: 1, count: 1_000_000 }
const table = (name: string): readonly Record<string, string>[] =>
  parse(readFileSync(path.join(DATA, name)), { columns: true })

let scene: Scene
afterEach(() => scene.close())

describe.skipIf(!existsSync(DATA))('ten thousand employees (skipped where REMIT_TEST_DATA is missing)', () => {
  it('are imported in seconds, each with their manager', async () => {
    scene = await openScene()
    await scene.declare('hr', { connector: 'csv-application', settings: { directory: DATA }, mapping: MAPPING })
    const began = performance.now()
    const run = await scene.read('hr')
    const took = performance.now() - began
    expect(run).toMatchObject({ state: 'applied', counts: { read: 10_000, new: 10_000, unreadable: 0 }, problems: [] })
    expect(took).toBeLessThan(60_000)
    if (process.env.REMIT_PROVE_SECONDS) process.stdout.write(`10,000 imported in ${(took / 1000).toFixed(1)} s\n`)

    const everybody = new Map((await scene.everybody()).map((one) => [one.name, one]))
    expect(everybody.size).toBe(10_000)
    expect(everybody.get('georgi.facello')).toMatchObject({
      displayName: 'Georgi Facello',
      attributes: { department: 'Development' },
      state: 'active',
    })
    const rows = table('identities.csv')
    expect([...everybody.values()].filter(({ state }) => state === 'left').length).toBe(
      rows.filter(({ status }) => status === 'leaver').length,
    )
    expect([...everybody.values()].filter(({ manager }) => manager !== null).length).toBe(
      rows.filter(({ manager_id }) => manager_id !== '').length,
    )

    expect(await scene.read('hr')).toMatchObject({ state: 'unchanged', counts: { unchanged: 10_000 } })
  }, 240_000)

  it('join, move and leave year after year, as the events say', async () => {
    const company = openCompany()
    scene = await openScene([company.connector])
    scene.platform.clock.set(parseInstant('1985-01-01') as Instant)
    await scene.declare('hr', {
      connector: 'memory',
      settings: {},
      brake: { missing: OPEN, leavers: OPEN, changes: OPEN },
    })
    for (let year = 1985; year <= 2002; year += process.env.REMIT_PROVE_SECONDS ? 1 : 4) {
      scene.platform.clock.set(parseInstant(`${year}-12-31`) as Instant)
      company.tellAsOf(`${year}-12-31`)
      expect((await scene.read('hr')).state).toBe('applied')
      const everybody = await scene.everybody()
      const told = everybody.map(({ displayName, state, attributes }) => [
        attributes.employeeNumber,
        displayName,
        state,
        attributes.department,
        attributes.title,
      ])
      expect(told.sort(byNumber)).toEqual(company.slowly(`${year}-12-31`).sort(byNumber))
    }
  }, 240_000)
})

const byNumber = ([a]: readonly unknown[], [b]: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1)

/** HR as it stood on a day, told to a connector; and the same worked out again by walking through all events. */
function openCompany() {
  const people = table('identities.csv').filter((_, n) => n % EVERY === 0)
  const eventsOf = Map.groupBy(table('events.csv'), ({ subject }) => subject!)
  let day = ''

  const heldOn = (id: string, kind: 'dept' | 'title', on: string): string | undefined => {
    let held: string | undefined
    for (const { date, event, object } of eventsOf.get(id) ?? []) {
      if (date! > on) break
      if (event === `${kind}-start`) held = object
      if (event === `${kind}-end` && held === object) held = undefined
    }
    return held
  }
  const present = (on: string) => people.filter(({ valid_from }) => valid_from! <= on)
  const ended = (valid_to: string | undefined, on: string): boolean =>
    valid_to !== '' && valid_to !== undefined && valid_to <= on

  const record = ({ id, display_name, valid_to }: Record<string, string>): IdentityRecord => ({
    key: id!,
    attributes: {
      employeeNumber: id!,
      displayName: display_name!,
      department: heldOn(id!, 'dept', day) ?? null,
      title: heldOn(id!, 'title', day) ?? null,
      status: ended(valid_to, day) ? 'left' : 'active',
    },
  })
  const connector: Connector<never> = {
    name: 'memory',
    title: 'Memory',
    settings: { type: 'object' },
    open: async () => ({
      check: async () => ({ outcome: 'done' }),
      read: {
        identities: async (from) => {
          const items = present(day).map(record)
          const start = Number(from ?? 0)
          return {
            items: items.slice(start, start + 1000),
            next: start + 1000 < items.length ? String(start + 1000) : null,
            total: items.length,
          }
        },
      },
      write: {},
      close: async () => {},
    }),
  }
  return {
    connector,
    tellAsOf: (on: string) => {
      day = on
    },
    slowly: (on: string): unknown[][] =>
      present(on).map(({ id, display_name, valid_to }) => [
        id,
        display_name,
        ended(valid_to, on) ? 'left' : 'active',
        heldOn(id!, 'dept', on),
        heldOn(id!, 'title', on),
      ]),
  }
}
