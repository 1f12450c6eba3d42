import { accept, type Instant, type LedgerEntryId } from '@remit/kernel'
import { record } from '@remit/server/features/ledger/index'
import type { Tx } from '@remit/server/platform/database/scope'
import type { Platform } from '@remit/server/platform/platform'
import { sql } from 'kysely'
import { APPLICATION, type Organisation, type Person } from './workload.ts'

const CHUNK = 5_000
/** Compiled policies are kept by the name of the database and the epoch, and several houses of one process share the name. */
let epochs = 1_000
export const SOURCE = 'hr'

/** What a source would have said of this person. */
export const saidOf = ({ name, type, attributes }: Person) => {
  const { email, ...rest } = attributes
  return { type, displayName: name, status: 'active' as const, email: email as string, attributes: rest }
}

/**
 * Puts an organisation straight into the tables: what is measured comes after. Nobody is derived yet; decisions need
 * no more than this, because they derive everybody themselves.
 */
export async function seed({ perform }: Platform, organisation: Organisation): Promise<void> {
  await perform({ kind: 'system', name: 'bench' }, async (work) => {
    const { tx, now } = work
    await seedPolicies(tx, organisation)
    const entry = await record(work, { action: 'bench.seeded', subject: { kind: 'bench', id: 'organisation' } })
    let chunk: Person[] = []
    for (const person of organisation.people()) {
      chunk.push(person)
      if (chunk.length < CHUNK) continue
      await seedPeople(tx, chunk, entry, now)
      chunk = []
    }
    if (chunk.length > 0) await seedPeople(tx, chunk, entry, now)
    return accept()
  })
}

async function seedPolicies(tx: Tx, { attributes, facts }: Organisation): Promise<void> {
  const { entitlements, roles, rules } = facts
  for (const { name, type } of attributes)
    await sql`insert into attribute (name, type, title, managed_by) values (${name}, ${type}, ${name}, 'console') on conflict do nothing`.execute(
      tx,
    )
  const spec = {
    kind: 'application',
    name: APPLICATION.name,
    connector: 'csv-export',
    fulfilment: 'manual',
    instructions: 'Write to the clerk.',
    accounts: { userName: '{name}' },
    settings: {
      accounts: { path: 'books.csv', account: 'login' },
      holdings: { path: 'rights.csv', account: 'login', entitlement: 'right' },
    },
  }
  await sql`insert into application (id, name, title, connector, spec, managed_by)
    values (${APPLICATION.id}, ${APPLICATION.name}, 'Books', 'csv-export', ${JSON.stringify(spec)}::jsonb, 'console')`.execute(
    tx,
  )
  await sql`insert into entitlement (id, application_id, native_id, name, type, title, privileged, managed_by)
    select e.id, ${APPLICATION.id}, e.name, e.name, 'entitlement', e.name, e.privileged, 'console'
    from jsonb_to_recordset(${JSON.stringify(entitlements)}::jsonb) e(id uuid, name text, privileged boolean)`.execute(
    tx,
  )
  await sql`insert into role (id, name, title, entitlements, roles, managed_by)
    select r.id, r.name, r.name, r.entitlements, r.roles, 'console'
    from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) r(id uuid, name text, entitlements uuid[], roles uuid[])`.execute(
    tx,
  )
  await sql`insert into rule (id, name, title, condition, gives, managed_by)
    select r.id, r.name, r.name, r."when", r.gives, 'console'
    from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) r(id uuid, name text, "when" text, gives uuid[])`.execute(
    tx,
  )
  epochs += 1_000
  await sql`select setval('policy_epoch_number', ${epochs})`.execute(tx)
  await sql`update policy_epoch set epoch = nextval('policy_epoch_number')`.execute(tx)
}

const THIRTY_DAYS = 30 * 86_400_000

async function seedPeople(tx: Tx, people: readonly Person[], entry: LedgerEntryId, now: Instant): Promise<void> {
  const said = people.map((person) => ({ id: person.id, name: person.name, said: saidOf(person) }))
  await sql`
    with p as materialized (select * from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) p(id uuid, name text, said jsonb)),
    made as (
      insert into identity (id, name, type, display_name, email, status, attributes)
      select id, name, said ->> 'type', name, said ->> 'email', 'active', said -> 'attributes' from p)
    insert into identity_claim (identity_id, source, rank, said) select id, ${SOURCE}, 10, said from p`.execute(tx)
  const assigned = people.flatMap(({ id, assignments }) =>
    assignments.map(({ id: assignment, gives }) => ({ id: assignment, identity: id, ...gives })),
  )
  await sql`insert into assignment (id, identity_id, role_id, entitlement_id, valid_until, origin, entry_id)
    select id, identity, role, entitlement, ${new Date(now + THIRTY_DAYS)}, 'direct:bench', ${entry}
    from jsonb_to_recordset(${JSON.stringify(assigned)}::jsonb) a(id uuid, identity uuid, role uuid, entitlement uuid)`.execute(
    tx,
  )
}
