import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Connector, Host } from '@remit/connector-sdk'
import { csvApplication, csvDevices, csvExport, csvPeople } from '@remit/connectors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writtenPolicies } from './company/policies.ts'
import { generateAcme } from './generate.ts'

const HERE = import.meta.dirname
const POLICIES = path.join(HERE, 'policies')
const FILES = [
  'hr.csv',
  'contractors.csv',
  'non-human.csv',
  'devices.csv',
  'targets/workspace.json',
  'targets/code.json',
  'targets/ledgerly.json',
  'exports/payroll/users.csv',
  'exports/payroll/permissions.csv',
  'exports/badge/cards.csv',
  'exports/badge/doors.csv',
  'exports/crm/accounts.csv',
  'exports/crm/grants.csv',
]

const CONNECTORS = new Map<string, Connector<never>>(
  [csvPeople, csvDevices, csvExport, csvApplication].map((each) => [each.name, each as Connector<never>]),
)

const host: Host = {
  fetch: () => Promise.reject(new Error('the example files need no network')),
  resolve: () => Promise.reject(new Error('the example files need no network')),
  files: {
    read: (file) => readFile(path.join(HERE, file)),
    exists: (file) =>
      access(path.join(HERE, file)).then(
        () => true,
        () => false,
      ),
    write: () => Promise.reject(new Error('the example files are read')),
  },
  deadline: 5_000,
  now: () => Date.parse('2026-11-23T09:00:00Z'),
  log: () => {},
}

describe('Acme', () => {
  const again = mkdtempSync(path.join(tmpdir(), 'acme-'))
  beforeAll(() => generateAcme(POLICIES, again, '2026-11-23'))
  afterAll(() => rmSync(again, { recursive: true }))

  it.each(FILES)('is the same company each time it is invented: %s', (file) => {
    expect(readFileSync(path.join(again, file), 'utf8')).toBe(readFileSync(path.join(HERE, file), 'utf8'))
  })

  const readable = writtenPolicies(POLICIES).flatMap((document) => {
    const { name, connector = '', settings } = document as { name: string; connector?: string; settings?: never }
    const found = CONNECTORS.get(connector)
    return found === undefined ? [] : [[name, found, settings as never] as const]
  })

  it.each(readable)('can be read by its connector: %s', async (_, connector, settings) => {
    const session = await connector.open(settings, host)
    expect(await session.check()).toEqual({ outcome: 'done' })
  })

  it('names as owners only people who work there', () => {
    const logins = new Set(
      readFileSync(path.join(HERE, 'hr.csv'), 'utf8')
        .split('\n')
        .map((line) => line.split(',')[1]),
    )
    const owners = writtenPolicies(POLICIES).flatMap((document) =>
      'owner' in document ? [String(document.owner)] : [],
    )
    expect(owners.filter((owner) => !logins.has(owner))).toEqual([])
  })
})
