import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lastingUuid } from './dice.ts'
import type { Accounts, Target, TargetAccount } from './targets.ts'
import { writeCsv } from './write-csv.ts'

/** The state a SCIM service starts from: every entitlement a group, every account a user. */
export function writeScim(into: string, target: Target, accounts: Accounts, entitlements: readonly string[]): void {
  const meta = { created: '2024-01-08T09:00:00.000Z', lastModified: '2026-06-30T16:00:00.000Z' }
  const idOf = (account: TargetAccount): string => lastingUuid(target, 'user', account.name)
  const all = [...accounts.values()].sort(byName)
  const users = all.map((account) => ({
    id: idOf(account),
    userName: account.name,
    displayName: account.display,
    active: !account.disabled,
    ...(account.email === '' ? {} : { emails: [{ value: account.email, type: 'work', primary: true }] }),
    ...(account.number === '' ? {} : { externalId: account.number }),
    meta,
  }))
  const groups = entitlements.map((name) => ({
    id: lastingUuid(target, 'group', name),
    displayName: name,
    members: all.filter(({ holds }) => holds.has(name)).map(idOf),
    meta,
  }))
  mkdirSync(path.join(into, 'targets'), { recursive: true })
  writeFileSync(path.join(into, 'targets', `${target}.json`), `${JSON.stringify({ users, groups }, null, 1)}\n`)
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)
const sorted = (accounts: Accounts): readonly TargetAccount[] => [...accounts.values()].sort(byName)
const holdings = (accounts: Accounts): readonly (readonly [string, string])[] =>
  sorted(accounts).flatMap(({ name, holds }) => [...holds].sort().map((held) => [name, held] as const))

export function writePayroll(into: string, accounts: Accounts): void {
  writeCsv(
    path.join(into, 'exports/payroll/users.csv'),
    ['personnel_number', 'name', 'email', 'state', 'last_login'],
    sorted(accounts).map(({ name, display, email, disabled, lastUsed }) => [
      name,
      display,
      email,
      disabled ? 'locked' : 'open',
      lastUsed.slice(0, 10),
    ]),
  )
  writeCsv(path.join(into, 'exports/payroll/permissions.csv'), ['personnel_number', 'permission'], holdings(accounts))
}

export function writeBadge(into: string, accounts: Accounts): void {
  writeCsv(
    path.join(into, 'exports/badge/cards.csv'),
    ['card', 'personnel_number', 'holder', 'state', 'last_seen'],
    sorted(accounts).map(({ name, number, display, disabled, lastUsed }) => [
      name,
      number,
      display,
      disabled ? 'blocked' : 'active',
      lastUsed,
    ]),
  )
  writeCsv(path.join(into, 'exports/badge/doors.csv'), ['card', 'door'], holdings(accounts))
}

/** The neutral form, as `csv-application` reads it. */
export function writeCrm(
  into: string,
  accounts: Accounts,
  entitlements: readonly { readonly name: string; readonly privileged: boolean }[],
): void {
  const file = (name: string): string => path.join(into, 'exports/crm', `${name}.csv`)
  writeCsv(
    file('accounts'),
    ['id', 'identity_id', 'application', 'native_id', 'status', 'attributes'],
    sorted(accounts).map(({ name, display, email, disabled, lastUsed }) => [
      name,
      '',
      'crm',
      name,
      disabled ? 'disabled' : 'active',
      JSON.stringify({ displayName: display, email, lastUsed }),
    ]),
  )
  writeCsv(
    file('entitlements'),
    ['id', 'application', 'type', 'name', 'resource_id', 'level', 'privileged', 'owner_ids', 'attributes'],
    entitlements.map(({ name, privileged }) => [name, 'crm', 'permission', name, '', '', privileged, '', '']),
  )
  writeCsv(
    file('grants'),
    ['principal_type', 'principal_id', 'entitlement_id', 'relation', 'valid_from', 'valid_to', 'reason'],
    holdings(accounts).map(([account, held]) => ['account', account, held, 'holds', '', '', '']),
  )
  // Holders of the child also hold the parent: an administrator can export, whoever granted what.
  writeCsv(
    file('nesting'),
    ['parent_entitlement_id', 'child_entitlement_id', 'relation'],
    [['bulk-export', 'administrator', 'includes-members-of']],
  )
  writeCsv(file('resources'), ['id', 'application', 'type', 'name', 'parent_id', 'attributes'], [])
}
