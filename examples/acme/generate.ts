/**
 * Invents Acme again: the feeds of its sources, and what its applications hold. The same day gives the same company, to
 * the letter.
 *
 *   node --conditions=source examples/acme/generate.ts [--today 2026-11-23] [--into DIRECTORY]
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Day } from './company/calendar.ts'
import { machines } from './company/cast.ts'
import { devices } from './company/devices.ts'
import { makeMess } from './company/mess.ts'
import { fullName, type Machine, type Person } from './company/person.ts'
import { policySet, writtenPolicies } from './company/policies.ts'
import { staff } from './company/staff.ts'
import { orderlyTargets, type Target } from './company/targets.ts'
import { writeCsv } from './company/write-csv.ts'
import { writeBadge, writeCrm, writePayroll, writeScim } from './company/write-targets.ts'

/** The day of the committed files. */
const WRITTEN_ON: Day = '2026-11-23'

/** @param today the day the company is seen on: who starts next week and who left last month depends on it. */
export function generateAcme(policies: string, into: string, today: Day): void {
  const people = staff(today)
  const helpers = machines(today)
  const owned = devices(people, today)
  const set = policySet(writtenPolicies(policies))

  writeHr(into, people)
  writeContractors(into, people)
  writeMachines(into, helpers)
  writeCsv(
    path.join(into, 'devices.csv'),
    ['serial', 'owner', 'platform', 'model', 'managed', 'compliant', 'last_seen'],
    owned.map(({ key, owner, platform, model, managed, compliant, lastSeen }) => [
      key,
      owner,
      platform,
      model,
      managed,
      compliant,
      lastSeen,
    ]),
  )

  const targets = orderlyTargets(people, helpers, owned, set, today)
  makeMess(targets, people, today)
  const catalogue = (target: Target) =>
    set.entitlements.all
      .filter(({ application }) => application === target)
      .map(({ name, privileged }) => ({ name: name.slice(target.length + 1), privileged }))
  for (const target of ['workspace', 'code', 'ledgerly'] as const)
    writeScim(
      into,
      target,
      targets[target],
      catalogue(target).map(({ name }) => name),
    )
  writePayroll(into, targets.payroll)
  writeBadge(into, targets.badge)
  writeCrm(into, targets.crm, catalogue('crm'))
}

function writeHr(into: string, people: readonly Person[]): void {
  const numberOf = new Map(people.map(({ login, number }) => [login, number]))
  const columns = [
    'employee_id',
    'login',
    'display_name',
    'email',
    'type',
    'status',
    'department',
    'team',
    'title',
    'grade',
    'manager_id',
    'location',
    'time_zone',
    'cost_center',
    'start_date',
    'end_date',
  ]
  const rows = people
    .filter(({ type }) => type === 'employee')
    .map((who) => [
      who.number,
      who.login,
      fullName(who),
      who.email,
      who.type,
      who.status,
      who.department,
      who.team,
      who.title,
      who.grade,
      numberOf.get(who.manager) ?? '',
      who.office,
      who.zone,
      costCenter(who),
      who.start,
      who.end,
    ])
  writeCsv(path.join(into, 'hr.csv'), columns, rows, 'END')
}

function writeContractors(into: string, people: readonly Person[]): void {
  const columns = [
    'contractor_id',
    'login',
    'display_name',
    'email',
    'type',
    'status',
    'department',
    'team',
    'title',
    'agency',
    'sponsor',
    'location',
    'time_zone',
    'start_date',
    'end_date',
  ]
  const rows = people
    .filter(({ type }) => type === 'contractor')
    .map((who) => [
      who.number,
      who.login,
      fullName(who),
      who.email,
      who.type,
      who.status,
      who.department,
      who.team,
      who.title,
      who.agency,
      who.manager,
      who.office,
      who.zone,
      who.start,
      who.end,
    ])
  writeCsv(path.join(into, 'contractors.csv'), columns, rows, 'END')
}

function writeMachines(into: string, all: readonly Machine[]): void {
  writeCsv(
    path.join(into, 'non-human.csv'),
    ['id', 'type', 'display_name', 'purpose', 'department', 'owner', 'status', 'end_date'],
    all.map(({ id, type, title, purpose, department, owner, status, end }) => [
      id,
      type,
      title,
      purpose,
      department,
      owner,
      status,
      end,
    ]),
  )
}

const COST_CENTERS: Readonly<Record<Person['department'], string>> = {
  Engineering: '4100',
  Finance: '1200',
  Sales: '3000',
  Support: '3500',
  People: '1500',
  Legal: '1300',
  IT: '1400',
  '': '1000',
}
const costCenter = ({ department, team }: Person): string =>
  `${COST_CENTERS[department]}${team === '' ? '' : `-${team.slice(0, 3).toUpperCase()}`}`

if (import.meta.main) {
  const here = import.meta.dirname
  const { values } = parseArgs({
    options: { today: { type: 'string', default: WRITTEN_ON }, into: { type: 'string', default: here } },
  })
  generateAcme(path.join(here, 'policies'), path.resolve(values.into), values.today)
}
