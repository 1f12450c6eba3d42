import type { AccountRecord, Connector, EntitlementRecord, HoldingRecord } from '@remit/connector-sdk'
import type { Problem } from './decode.ts'
import { inPages, type Whole } from './in-pages.ts'
import { type FileTable, openTableFiles } from './table-files.ts'
import { fileForm, type TextSettings, textSettings, usable } from './table-settings.ts'

export interface CsvExportSettings extends TextSettings {
  readonly accounts: {
    readonly path: string
    readonly account: string
    readonly userName?: string
    readonly displayName?: string
    readonly email?: string
    readonly lastUsed?: string
    readonly status?: string
    readonly disabled?: readonly string[]
  }
  readonly holdings?: { readonly path: string; readonly account: string; readonly entitlement: string }
  readonly entitlements?: { readonly path: string; readonly entitlement: string; readonly name?: string }
}

const text = (title: string, description: string) =>
  ({ title, description, type: 'string', minLength: 1, maxLength: 1024 }) as const

const settings = {
  type: 'object',
  required: ['accounts'],
  additionalProperties: false,
  properties: {
    accounts: {
      title: 'Accounts',
      description: 'The export with one row for each account. Columns not named here become attributes.',
      type: 'object',
      required: ['path', 'account'],
      additionalProperties: false,
      properties: {
        path: text('File', 'Path of the CSV file, in a directory the operator allowed.'),
        account: text('Account column', 'The key of the account.'),
        userName: text('User name column', 'What people type to sign in.'),
        displayName: text('Display name column', 'The name people see.'),
        email: text('E-mail column', 'The address of the account.'),
        lastUsed: text('Last use column', 'When the account was last used, as an ISO 8601 date or time.'),
        status: text('Status column', 'The column that tells whether the account is usable.'),
        disabled: {
          title: 'Disabled means',
          description: 'The values of the status column that mean disabled; every other value is active.',
          type: 'array',
          items: { type: 'string', maxLength: 100 },
        },
      },
    },
    holdings: {
      title: 'Holdings',
      description: 'The export with one row for each entitlement of each account.',
      type: 'object',
      required: ['path', 'account', 'entitlement'],
      additionalProperties: false,
      properties: {
        path: text('File', 'Path of the CSV file.'),
        account: text('Account column', 'The key of the account.'),
        entitlement: text('Entitlement column', 'The entitlement the account has.'),
      },
    },
    entitlements: {
      title: 'Entitlements',
      description: 'A list of all entitlements. Without it, they are those that somebody holds.',
      type: 'object',
      required: ['path', 'entitlement'],
      additionalProperties: false,
      properties: {
        path: text('File', 'Path of the CSV file.'),
        entitlement: text('Entitlement column', 'The key of the entitlement.'),
        name: text('Name column', 'What people call it.'),
      },
    },
    ...textSettings,
  },
} as const

/**
 * A disconnected application: its exports tell what is, and nothing can be written, so that every change becomes an
 * instruction to a person.
 */
export const csvExport: Connector<CsvExportSettings> = {
  name: 'csv-export',
  title: 'A disconnected application from its CSV exports',
  settings,
  async open(given, host) {
    const tables = openTableFiles(host)
    const table = (path: string): Promise<FileTable> =>
      tables(path, { ...fileForm(given), columns: null, trailer: null })
    const readAccounts = async () => accounts(await table(given.accounts.path), given.accounts)
    const { holdings, entitlements } = given
    const readHoldings = holdings && (async () => held(await table(holdings.path), holdings))
    const catalogue = entitlements ?? holdings
    const readEntitlements =
      catalogue && (async () => listed(await table(catalogue.path), catalogue, entitlements !== undefined))
    return {
      check: async () =>
        usable([
          ...(await readAccounts()).problems,
          ...((await readHoldings?.())?.problems ?? []),
          ...((await readEntitlements?.())?.problems ?? []),
        ]),
      read: {
        accounts: inPages(readAccounts),
        ...(readHoldings ? { holdings: inPages(readHoldings) } : {}),
        ...(readEntitlements ? { entitlements: inPages(readEntitlements) } : {}),
      },
      write: {},
      close: async () => {},
    }
  },
}

function accounts(table: FileTable, named: CsvExportSettings['accounts']): Whole<AccountRecord> {
  const { path, disabled = [], ...columns } = named
  const used = Object.values(columns)
  const problems = [...table.problems, ...missing(table, path, used)]
  const items: AccountRecord[] = []
  const seen = new Set<string>()
  for (const { line, cells } of problems.length > table.problems.length ? [] : table.rows) {
    const cell = (column: string | undefined): string => (column === undefined ? '' : (cells.get(column) ?? ''))
    const nativeId = cell(columns.account)
    if (nativeId === '') problems.push({ at: `${path} line ${line}`, problem: `no ${columns.account}` })
    else if (seen.has(nativeId))
      problems.push({ at: `${path} line ${line}`, problem: `${columns.account} "${nativeId}" stands there twice` })
    else {
      seen.add(nativeId)
      const told = {
        userName: cell(columns.userName),
        displayName: cell(columns.displayName),
        email: cell(columns.email),
      }
      items.push({
        nativeId,
        ...Object.fromEntries(
          Object.entries({ ...told, lastUsed: cell(columns.lastUsed) }).filter(([, value]) => value),
        ),
        status: columns.status !== undefined && disabled.includes(cell(columns.status)) ? 'disabled' : 'active',
        attributes: Object.fromEntries([...cells].filter(([column]) => !used.includes(column))),
      })
    }
  }
  if (problems.length === 0 && items.length === 0)
    problems.push({ at: path, problem: 'there is no account in the file' })
  return { digest: table.digest, items, problems }
}

function held(table: FileTable, named: NonNullable<CsvExportSettings['holdings']>): Whole<HoldingRecord> {
  const problems = [...table.problems, ...missing(table, named.path, [named.account, named.entitlement])]
  const items: HoldingRecord[] = []
  for (const { line, cells } of table.rows) {
    const account = cells.get(named.account)
    const entitlement = cells.get(named.entitlement)
    if (account && entitlement) items.push({ account, entitlement })
    else problems.push({ at: `${named.path} line ${line}`, problem: 'no account or no entitlement' })
  }
  return { digest: table.digest, items, problems }
}

function listed(
  table: FileTable,
  named: { readonly path: string; readonly entitlement: string; readonly name?: string },
  mustBeUnique: boolean,
): Whole<EntitlementRecord> {
  const problems = [
    ...table.problems,
    ...missing(table, named.path, [named.entitlement, ...(named.name === undefined ? [] : [named.name])]),
  ]
  const items = new Map<string, EntitlementRecord>()
  for (const { line, cells } of table.rows) {
    const nativeId = cells.get(named.entitlement)
    if (!nativeId) continue
    if (mustBeUnique && items.has(nativeId))
      problems.push({ at: `${named.path} line ${line}`, problem: `"${nativeId}" stands there twice` })
    const name = (named.name === undefined ? '' : cells.get(named.name)) || nativeId
    items.set(nativeId, { nativeId, name, type: 'entitlement' })
  }
  return { digest: table.digest, items: [...items.values()], problems }
}

const missing = (table: FileTable, path: string, columns: readonly string[]): Problem[] =>
  table.columns.length === 0
    ? []
    : columns
        .filter((column) => !table.columns.includes(column))
        .map((column) => ({ at: path, problem: `there is no column "${column}"` }))
