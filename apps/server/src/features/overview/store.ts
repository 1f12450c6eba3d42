import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'
import type { Look } from './domain/look.ts'

/** Owns nothing: one look over what the other features keep. */
export async function look(tx: Tx): Promise<Look> {
  const { rows: counts } = await sql<
    Record<
      'identities' | 'applications' | 'roles' | 'rules' | 'open' | 'declined' | 'manual' | 'unknown' | 'cases',
      number
    >
  >`
    select (select count(*) from identity) as identities, (select count(*) from application) as applications,
      (select count(*) from role) as roles, (select count(*) from rule) as rules,
      (select count(*) from operation where state in ('waiting', 'running', 'later', 'unknown', 'done')) as open,
      (select count(*) from operation where state = 'declined') as declined,
      (select count(*) from operation where state = 'manual') as manual,
      (select count(*) from operation where state = 'unknown') as unknown,
      (select count(*) from correlation_case where decided_at is null) as cases`.execute(tx)
  const { rows: findings } = await sql<{ kind: string; application: string; count: number }>`
    select f.kind, a.name as application, count(*) as count from finding f join application a on a.id = f.application_id
    where f.settled_at is null group by 1, 2 order by 3 desc`.execute(tx)
  const { rows: runs } = await sql<{ id: string; source: string; why: string; since: Date; state: string }>`
    select r.id, s.name as source, coalesce(r.why, '') as why, r.started_at as since, r.state from source_run r join source s on s.id = r.source_id
    where r.state = 'paused' or (r.state = 'refused' and not exists (select from source_run later where later.source_id = r.source_id and later.started_at > r.started_at))`.execute(
    tx,
  )
  const { rows: plans } = await sql<{
    id: string
    title: string
    since: Date
  }>`select id, title, made_at as since from plan where state = 'waiting' order by made_at desc limit 20`.execute(tx)
  const { rows: applications } = await sql<{
    id: string
    name: string
    title: string
    state: string | null
    message: string | null
    since: Date | null
    last_import_at: Date | null
    waiting: number
    holdings: number
    differences: number
  }>`
    select a.id, a.name, a.title, c.state, c.message, c.since, c.last_import_at,
      (select count(*) from operation o where o.application_id = a.id and o.state in ('waiting', 'running', 'later', 'unknown', 'done', 'manual')) as waiting,
      (select count(*) from holding h join account x on x.id = h.account_id where x.application_id = a.id) as holdings,
      (select count(*) from finding f where f.application_id = a.id and f.settled_at is null) as differences
    from application a left join connection c on c.application_id = a.id order by a.title`.execute(tx)
  const count = counts[0]!
  return {
    identities: count.identities,
    applications: count.applications,
    roles: count.roles,
    rules: count.rules,
    openOperations: count.open,
    declinedOperations: count.declined,
    manualOperations: count.manual,
    unknownOperations: count.unknown,
    cases: count.cases,
    findings,
    pausedRuns: runs.filter((run) => run.state === 'paused'),
    refusedRuns: runs.filter((run) => run.state === 'refused'),
    waitingPlans: plans,
    applicationsByState: applications.map(({ last_import_at, state, message, ...row }) => ({
      ...row,
      state: state ?? 'untried',
      message: message ?? '',
      lastImportAt: last_import_at,
    })),
  }
}

/** Grants opened and closed by day, from the ledger. */
export async function changesByDay(tx: Tx, since: Date) {
  const { rows } = await sql<{ day: string; opened: number; closed: number }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, sum((body::jsonb #>> '{detail,openedCount}')::int)::int as opened,
      sum((body::jsonb #>> '{detail,closedCount}')::int)::int as closed
    from ledger_entry where action = 'identity.grants-changed' and at >= ${since} group by 1 order by 1`.execute(tx)
  return rows
}
