import { accept } from '@remit/kernel'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'

let platform: TestPlatform
beforeEach(async () => {
  platform = await testPlatform()
})
afterEach(() => platform.close())

/** Every connection to the database dies, as when PostgreSQL is restarted. */
async function drop(): Promise<void> {
  const admin = new pg.Client({ ...(platform.connection as pg.ClientConfig), database: 'postgres' })
  await admin.connect()
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    platform.connection.database,
  ])
  await admin.end()
  await new Promise((resume) => setTimeout(resume, 50))
}

describe('a connection that drops', () => {
  it('fails the work under way, wherever it was, and neither the process nor what comes after', async () => {
    const lost = platform.perform(TESTER, async (work) => {
      // Nothing is asked of the connection just now: nobody but its own listener hears of it.
      await drop()
      await sql`select 1`.execute(work.tx)
      return accept()
    })
    await expect(lost).rejects.toThrow()
    expect((await platform.perform(TESTER, async () => accept())).answer.ok).toBe(true)
  })

  it('loses nothing while it is idle', async () => {
    await platform.perform(TESTER, async () => accept())
    await drop()
    expect((await platform.perform(TESTER, async () => accept())).answer.ok).toBe(true)
  })
})
