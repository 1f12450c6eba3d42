import type { Connector, DeviceRecord } from '@remit/connector-sdk'
import type { Problem } from './decode.ts'
import { inPages, type Whole } from './in-pages.ts'
import type { Row } from './read-table.ts'
import { type FileTable, openTableFiles } from './table-files.ts'
import { fileForm, pathSetting, type TextSettings, textSettings, trailerSetting, usable } from './table-settings.ts'

export interface CsvDevicesSettings extends TextSettings {
  readonly path: string
  readonly columns?: Partial<DeviceColumns>
  readonly trailer?: string
}

interface DeviceColumns {
  readonly key: string
  readonly owner: string
  readonly platform: string
  readonly managed: string
  readonly compliant: string
  readonly lastSeen: string
}

const COLUMNS: DeviceColumns = {
  key: 'serial',
  owner: 'owner',
  platform: 'platform',
  managed: 'managed',
  compliant: 'compliant',
  lastSeen: 'last_seen',
}

const column = (title: string, description: string, standard: string) =>
  ({ title, description, type: 'string', minLength: 1, maxLength: 200, default: standard }) as const

const settings = {
  type: 'object',
  required: ['path'],
  additionalProperties: false,
  properties: {
    ...pathSetting,
    columns: {
      title: 'Columns',
      description: 'Which column tells what. Those not named here become attributes.',
      type: 'object',
      additionalProperties: false,
      properties: {
        key: column('Key column', 'What never changes for a device, such as its serial number.', COLUMNS.key),
        owner: column('Owner column', 'Whose device it is.', COLUMNS.owner),
        platform: column('Platform column', 'The operating system.', COLUMNS.platform),
        managed: column('Managed column', 'Whether it is under management: true or false.', COLUMNS.managed),
        compliant: column('Compliant column', 'Whether it meets the policy: true or false.', COLUMNS.compliant),
        lastSeen: column('Last seen column', 'When it last reported, as an ISO 8601 time.', COLUMNS.lastSeen),
      },
    },
    ...textSettings,
    ...trailerSetting,
  },
} as const

/** Devices from a device manager's export. What a cell does not say is left unsaid: it is never taken for a yes. */
export const csvDevices: Connector<CsvDevicesSettings> = {
  name: 'csv-devices',
  title: 'Devices from a CSV file',
  settings,
  async open(given, host) {
    const tables = openTableFiles(host)
    const form = { ...fileForm(given), columns: null, trailer: given.trailer ?? null }
    const load = async (): Promise<Whole<DeviceRecord>> =>
      devices(await tables(given.path, form), { ...COLUMNS, ...given.columns })
    return {
      check: async () => usable((await load()).problems),
      read: { devices: inPages(load) },
      write: {},
      close: async () => {},
    }
  },
}

function devices(table: FileTable, columns: DeviceColumns): Whole<DeviceRecord> {
  const problems: Problem[] = [...table.problems]
  const missing =
    table.columns.length === 0 ? [] : Object.values(columns).filter((name) => !table.columns.includes(name))
  for (const name of missing) problems.push({ at: table.path, problem: `there is no column "${name}"` })
  const items: DeviceRecord[] = []
  const seen = new Set<string>()
  for (const row of missing.length > 0 ? [] : table.rows) {
    const device = deviceOf(row, columns)
    const at = `${table.path} line ${row.line}`
    if ('wrong' in device) problems.push({ at, problem: device.wrong })
    else if (seen.has(device.key)) problems.push({ at, problem: `"${device.key}" stands there twice` })
    else {
      seen.add(device.key)
      items.push(device)
    }
  }
  if (problems.length === 0 && items.length === 0)
    problems.push({ at: table.path, problem: 'there is no device in the file' })
  const { digest, claimed } = table
  return { digest, items, problems, ...(claimed === undefined ? {} : { total: claimed }) }
}

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1'].map((word) => [word, true] as const),
  ...['false', 'no', '0'].map((word) => [word, false] as const),
])

function deviceOf({ cells }: Row, columns: DeviceColumns): DeviceRecord | { readonly wrong: string } {
  const cell = (name: keyof DeviceColumns): string => cells.get(columns[name]) ?? ''
  if (cell('key') === '') return { wrong: `no ${columns.key}` }
  const unclear = (['managed', 'compliant'] as const).find(
    (name) => cell(name) !== '' && !YES_OR_NO.has(cell(name).toLowerCase()),
  )
  if (unclear !== undefined) return { wrong: `${columns[unclear]} is "${cell(unclear)}", neither true nor false` }
  if (cell('lastSeen') !== '' && Number.isNaN(Date.parse(cell('lastSeen'))))
    return { wrong: `${columns.lastSeen} is "${cell('lastSeen')}", no time` }
  const told = {
    owner: cell('owner'),
    platform: cell('platform'),
    managed: YES_OR_NO.get(cell('managed').toLowerCase()),
    compliant: YES_OR_NO.get(cell('compliant').toLowerCase()),
    lastSeen: cell('lastSeen'),
  }
  const named = Object.values(columns)
  return {
    key: cell('key'),
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')),
    attributes: Object.fromEntries([...cells].filter(([name, value]) => !named.includes(name) && value !== '')),
  }
}
