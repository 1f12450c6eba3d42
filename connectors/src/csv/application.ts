import type {
  AccountRecord,
  Connector,
  EntitlementRecord,
  HoldingRecord,
  IdentityRecord,
  NestingRecord,
} from '@remit/connector-sdk'
import type { Problem } from './decode.ts'
import { inPages, type Whole } from './in-pages.ts'
import {
  accountRecord,
  entitlementRecord,
  grantedNestingRecord,
  holdingRecord,
  identityRecord,
  nestingRecord,
  type Wrong,
} from './neutral-records.ts'
import type { Row } from './read-table.ts'
import { type FileTable, openTableFiles } from './table-files.ts'
import { fileForm, type TextSettings, textSettings, usable } from './table-settings.ts'

export interface CsvApplicationSettings extends TextSettings {
  readonly directory: string
  readonly application?: string
}

const settings = {
  type: 'object',
  required: ['directory'],
  additionalProperties: false,
  properties: {
    directory: {
      title: 'Directory',
      description: `Where identities.csv, accounts.csv, resources.csv, entitlements.csv, grants.csv and nesting.csv are.`,
      type: 'string',
      minLength: 1,
      maxLength: 1024,
    },
    application: {
      title: 'Application',
      description: 'Reads this application only; without it, every application the files describe.',
      type: 'string',
      minLength: 1,
      maxLength: 200,
    },
    ...textSettings,
  },
} as const

const COLUMNS = {
  identities: ['id', 'kind', 'display_name', 'status', 'valid_from', 'valid_to', 'manager_id', 'attributes'],
  accounts: ['id', 'identity_id', 'application', 'native_id', 'status', 'attributes'],
  resources: ['id', 'application', 'type', 'name', 'parent_id', 'attributes'],
  entitlements: ['id', 'application', 'type', 'name', 'resource_id', 'level', 'privileged', 'owner_ids', 'attributes'],
  grants: ['principal_type', 'principal_id', 'entitlement_id', 'relation', 'valid_from', 'valid_to', 'reason'],
  nesting: ['parent_entitlement_id', 'child_entitlement_id', 'relation'],
} as const
type Name = keyof typeof COLUMNS

/**
 * An organisation in the neutral form, read as the present state of one application or of all. An account belongs to
 * an application if its row says so or if it holds one of the application's entitlements: some organisations keep one
 * set of accounts for several. Every tie is told with the file's own `relation`; which of them are access, and which
 * nestings inherit, is for the importer's configuration to say.
 */
export const csvApplication: Connector<CsvApplicationSettings> = {
  name: 'csv-application',
  title: 'An organisation or application from CSV files (neutral form)',
  settings,
  async open(given, host) {
    const tables = openTableFiles(host)
    const table = (name: Name): Promise<FileTable> =>
      tables(`${given.directory.replace(/\/$/, '')}/${name}.csv`, {
        ...fileForm(given),
        columns: COLUMNS[name],
        trailer: null,
      })
    const read = collections(table, given.application, host.now)
    return {
      check: async () => {
        const wholes = [await read.entitlements(), await read.accounts(), await read.holdings(), await read.nesting()]
        return usable(wholes.flatMap(({ problems }) => problems))
      },
      read: {
        identities: inPages(read.identities),
        accounts: inPages(read.accounts),
        entitlements: inPages(read.entitlements),
        holdings: inPages(read.holdings),
        nesting: inPages(read.nesting),
      },
      write: {},
      close: async () => {},
    }
  },
}

function collections(table: (name: Name) => Promise<FileTable>, only: string | undefined, now: () => number) {
  const all = (...names: Name[]): Promise<FileTable[]> => Promise.all(names.map(table))
  const wanted = (application: string | undefined): boolean => only === undefined || application === only

  const wantedEntitlements = (entitlements: FileTable): ReadonlySet<string> =>
    new Set(entitlements.rows.filter((row) => wanted(row.cells.get('application'))).map((row) => row.cells.get('id')!))

  return {
    async identities(): Promise<Whole<IdentityRecord>> {
      const [identities] = (await all('identities')) as [FileTable]
      return gather([identities], uniqueBy(identities, 'id', identityRecord))
    },
    async accounts(): Promise<Whole<AccountRecord>> {
      const [accounts, entitlements, grants] = (await all('accounts', 'entitlements', 'grants')) as Triple
      const inScope = wantedEntitlements(entitlements)
      const holders = new Set(
        grants.rows
          .filter(({ cells }) => cells.get('principal_type') === 'account' && inScope.has(cells.get('entitlement_id')!))
          .map(({ cells }) => cells.get('principal_id')!),
      )
      const { items, problems } = uniqueBy(accounts, 'id', accountRecord)
      const ours = items.filter((account) => wanted(account.application) || holders.has(account.nativeId))
      return gather([accounts, entitlements, grants], { items: ours, problems })
    },
    async entitlements(): Promise<Whole<EntitlementRecord>> {
      const [entitlements, resources] = (await all('entitlements', 'resources')) as [FileTable, FileTable]
      const byId = new Map(resources.rows.map((row) => [row.cells.get('id')!, row]))
      const { items, problems } = uniqueBy(entitlements, 'id', (row) => entitlementRecord(row, byId))
      return gather([entitlements, resources], {
        items: items.filter((entitlement) => wanted(entitlement.application)),
        problems,
      })
    },
    async holdings(): Promise<Whole<HoldingRecord>> {
      const [grants, entitlements, accounts] = (await all('grants', 'entitlements', 'accounts')) as Triple
      const [known, holders] = [keysOf(entitlements), keysOf(accounts)]
      const rows = grants.rows.filter((row) => row.cells.get('principal_type') !== 'entitlement')
      const { items, problems } = each(grants.path, rows, (row) => {
        const held = holdingRecord(row, now())
        if (held === null || 'wrong' in held) return held
        if (held.principal === 'account' && !holders.has(held.account)) return stranger('account', held.account)
        return known.has(held.entitlement) ? held : stranger('entitlement', held.entitlement)
      })
      const inScope = wantedEntitlements(entitlements)
      const ours = items.filter((held) => held !== null).filter((held) => inScope.has(held.entitlement))
      return gather([grants, entitlements, accounts], { items: ours, problems })
    },
    async nesting(): Promise<Whole<NestingRecord>> {
      const [nesting, grants, entitlements] = (await all('nesting', 'grants', 'entitlements')) as Triple
      const known = keysOf(entitlements)
      const sound = (nested: NestingRecord | null): NestingRecord | null | Wrong => {
        const missing = nested === null ? undefined : [nested.holder, nested.held].find((id) => !known.has(id))
        return missing === undefined ? nested : stranger('entitlement', missing)
      }
      const between = each(nesting.path, nesting.rows, (row) => sound(nestingRecord(row)))
      const principals = grants.rows.filter((row) => row.cells.get('principal_type') === 'entitlement')
      const granted = each(grants.path, principals, (row) => sound(grantedNestingRecord(row, now())))
      const inScope = wantedEntitlements(entitlements)
      return gather([nesting, grants, entitlements], {
        items: [...between.items, ...granted.items].filter(
          (nested) => nested !== null && inScope.has(nested.held),
        ) as NestingRecord[],
        problems: [...between.problems, ...granted.problems],
      })
    },
  }
}

type Triple = [FileTable, FileTable, FileTable]
type Found<Item> = Pick<Whole<Item>, 'items' | 'problems'>

function gather<Item>(tables: readonly FileTable[], { items, problems }: Found<Item>): Whole<Item> {
  return {
    digest: tables.map(({ digest }) => digest.slice(0, 16)).join('-'),
    items,
    problems: [...tables.flatMap((table) => table.problems), ...problems],
  }
}

const keysOf = (table: FileTable): ReadonlySet<string> => new Set(table.rows.map((row) => row.cells.get('id')!))

/** A tie to what is not there: some file lost rows, and which people lost access by it, nobody can tell. */
const stranger = (what: string, id: string): Wrong => ({ wrong: `there is no ${what} "${id}"` })

/** A record, or in words what is wrong with its row. */
function each<Item>(path: string, rows: readonly Row[], make: (row: Row) => Item | Wrong): Found<Item> {
  const items: Item[] = []
  const problems: Problem[] = []
  for (const row of rows) {
    const made = make(row)
    if (made !== null && typeof made === 'object' && 'wrong' in made)
      problems.push({ at: `${path} line ${row.line}`, problem: made.wrong as string })
    else items.push(made as Item)
  }
  return { items, problems }
}

function uniqueBy<Item>(table: FileTable, key: string, make: (row: Row) => Item | Wrong): Found<Item> {
  const seen = new Set<string>()
  return each(table.path, table.rows, (row) => {
    const id = row.cells.get(key)!
    if (id === '' || seen.has(id)) return { wrong: id === '' ? `no ${key}` : `${key} "${id}" stands there twice` }
    seen.add(id)
    return make(row)
  })
}
