import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { OpenAPI3 } from 'openapi-typescript'
import { compose } from '../apps/server/src/compose.ts'
import { readConfig } from '../apps/server/src/platform/config.ts'
import { openPlatform } from '../apps/server/src/platform/open.ts'
import type { Bench } from './migrated-database.ts'

/** What the server says of its own API: composed as it is in production, asked, and closed without listening. */
export async function describeApi({ url, folder }: Bench): Promise<OpenAPI3> {
  const keyFile = path.join(folder, 'key')
  fs.writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 })
  const config = readConfig({
    DATABASE_URL: url,
    REMIT_KEY_FILE: keyFile,
    REMIT_DATA_DIR: folder,
    REMIT_LOG_LEVEL: 'error',
  })
  const { platform, close } = await openPlatform(config, path.join(import.meta.dirname, '../db/migrations'), () => {})
  try {
    const { http } = await compose({
      platform,
      fileRoots: [folder],
      privateTargets: false,
      environment: {},
      https: false,
      metricsAreOpen: false,
      role: 'api',
      organisation: 'Remit',
      publicUrl: () => 'http://localhost',
      checkpointCopy: null,
      consoleDir: null,
    })
    await http.ready()
    const described = http.swagger() as unknown as OpenAPI3
    await http.close()
    return described
  } finally {
    await close()
  }
}
