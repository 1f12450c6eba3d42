import { type RawBuilder, sql } from 'kysely'
import type { DB } from './tables.gen.ts'

type Kept = { [Name in keyof DB]: `${Name & string}_history` extends keyof DB ? Name : never }[keyof DB] & string

/**
 * A table with history as it stood at a moment (recorded time), to be selected from; `null`: as it stands.
 * The past table repeats the columns in order, so that only the version mark is left out by naming columns.
 */
export function asOf(table: Kept, at: Date | null): RawBuilder<unknown> {
  const now = sql.table(table)
  if (at === null) return sql`${now}`
  const past = sql.table(`${table}_history`)
  return sql`(select (jsonb_populate_record(null::${now}, to_jsonb(version))).* from (
      select to_jsonb(t) as version from ${now} t where t.recorded_at <= ${at}
      union all
      select to_jsonb(h) from ${past} h where h.recorded_at <= ${at} and h.recorded_until > ${at}) versions(version)) as ${now}`
}
