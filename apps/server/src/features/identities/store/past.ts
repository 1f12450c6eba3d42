import { type IdentityId, type Instant, instant } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import { asIdentity, type IdentityRow, type StoredIdentity } from './identities.ts'

/** Reads identity and its past; writes nothing. */
const read = (tx: Tx) => scope<never, 'identity'>(tx)

const COLUMNS = sql.raw(
  'id, name, type, display_name, email, status, zone, starts_at, ends_at, manager_id, owner_id, attributes, origins',
)

/** What was recorded of them at that moment; who was not yet recorded is absent. */
export async function identitiesAsOf(
  tx: Tx,
  ids: readonly IdentityId[],
  moment: Date,
): Promise<readonly StoredIdentity[]> {
  const { rows } = await sql<IdentityRow>`
    select ${COLUMNS} from identity where id = any(${[...ids]}::uuid[]) and recorded_at <= ${moment}
    union all
    select ${COLUMNS} from identity_history where id = any(${[...ids]}::uuid[]) and recorded_at <= ${moment} and recorded_until > ${moment}`.execute(
    tx,
  )
  return rows.map(asIdentity)
}

export interface Version extends StoredIdentity {
  readonly from: Instant
  /** `null`: in force. */
  readonly until: Instant | null
}

/** All that was ever recorded of one identity, newest first. */
export async function versionsOf(tx: Tx, id: IdentityId, limit: number): Promise<readonly Version[]> {
  const current = await read(tx).selectFrom('identity').selectAll().where('id', '=', id).executeTakeFirst()
  if (!current) return []
  const past = await read(tx)
    .selectFrom('identity_history')
    .selectAll()
    .where('id', '=', id)
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute()
  const version = (row: IdentityRow & { recorded_at: Date }, until: Date | null): Version => ({
    ...asIdentity(row),
    from: instant(row.recorded_at.getTime()),
    until: until === null ? null : instant(until.getTime()),
  })
  return [version(current, null), ...past.map((row) => version(row, row.recorded_until))]
}
