import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../apps/server/src/platform/database/embedded.ts'
import { migrate } from '../../apps/server/src/platform/database/migrate.ts'

/** One PostgreSQL for the whole run, one migrated template; each test file clones it in some 40 ms. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.REMIT_TEST_DATABASE_URL
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-test-'))
  fs.chmodSync(dataDir, 0o755)
  const embedded = external ? null : await startEmbedded({ dataDir, unsafeFast: true })
  const connection = embedded
    ? { host: String(embedded.connection.host), user: 'remit' }
    : (({ hostname, username, password, port }) => ({
        host: hostname,
        user: username,
        password,
        port: Number(port || 5432),
      }))(new URL(external!))
  const admin = new pg.Client({ ...connection, database: 'postgres' })
  await admin.connect()
  await admin.query('drop database if exists remit_template')
  await admin.query('create database remit_template')
  await admin.end()
  const template = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ ...connection, database: 'remit_template', max: 1 }) }),
  })
  await migrate(template, path.join(import.meta.dirname, '../../db/migrations'))
  await template.destroy()
  project.provide('postgres', connection)
  return async () => {
    await embedded?.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}
