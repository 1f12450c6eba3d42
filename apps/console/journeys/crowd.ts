import { accept } from '@remit/kernel'
import { sql } from 'kysely'
import type { TestRemit } from '../../server/src/testing/test-remit.ts'

/** So many more employees, for lists that do not end on the first page. */
export const crowd = async ({ platform }: TestRemit, size: number): Promise<void> => {
  await platform.perform({ kind: 'system', name: 'test' }, async ({ tx }) => {
    await sql`
      insert into identity (id, name, type, display_name, status, starts_at, email, attributes)
      select gen_random_uuid(), 'crowd.' || n, 'employee', 'Crowd ' || md5(n::text), 'active', '2024-01-01', null,
             jsonb_build_object('department', 'Department ' || n % 40)
      from generate_series(1, ${size}) n`.execute(tx)
    return accept()
  })
}
