import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose, type Remit } from '@remit/server/compose'
import { acceptBootstrapToken } from '@remit/server/features/administration/index'
import { readConfig } from '@remit/server/platform/config'
import { openPlatform } from '@remit/server/platform/open'
import type { Platform } from '@remit/server/platform/platform'
import { cpuOfFamily } from './cpu.ts'

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
export const TOKEN = 'bench-token-bench-token-bench-token-bench'

/** The platform on an embedded PostgreSQL of its own, durable as in production, in a folder that is thrown away. */
export interface House {
  readonly platform: Platform
  readonly dataDir: string
  /** CPU milliseconds of the database so far, its backends included. */
  databaseCpu(): number
  /** All features, without a port. @param roots folders that connectors may read */
  compose(roots?: readonly string[]): Promise<Remit>
  /** Stops and leaves the folder, so that another process may open it. */
  close(): Promise<void>
}

/** @param dataDir made by `newDataDir` */
export async function openHouse(dataDir: string): Promise<House> {
  const config = readConfig({ REMIT_DATA_DIR: dataDir, REMIT_LOG_LEVEL: 'error' })
  const { platform, close } = await openPlatform(config, path.join(ROOT, 'db/migrations'), () => {})
  await acceptBootstrapToken(platform, TOKEN)
  const postmaster = postmasterOf(dataDir)
  return {
    platform,
    dataDir,
    databaseCpu: () => cpuOfFamily(postmaster),
    compose: (roots = []) =>
      compose({
        platform,
        fileRoots: [dataDir, ...roots],
        privateTargets: true,
        environment: {},
        https: false,
        metricsAreOpen: true,
        role: 'all',
        organisation: 'Bench',
        publicUrl: () => 'http://localhost',
        checkpointCopy: path.join(dataDir, 'checkpoints'),
        consoleDir: null,
      }),
    close,
  }
}

/** Beside the system's folder for temporary files, where also the user that PostgreSQL runs as may come. */
export function newDataDir(): string {
  const dataDir = fs.mkdtempSync('/var/tmp/remit-bench-')
  fs.chmodSync(dataDir, 0o755)
  return dataDir
}

export const removeDataDir = (dataDir: string): void => fs.rmSync(dataDir, { recursive: true, force: true })

/** Runs a deed on a house that is gone afterwards, whatever happens. */
export async function inHouse(deed: (house: House) => Promise<void>): Promise<void> {
  const dataDir = newDataDir()
  try {
    const house = await openHouse(dataDir)
    try {
      await deed(house)
    } finally {
      await house.close()
    }
  } finally {
    removeDataDir(dataDir)
  }
}

const postmasterOf = (dataDir: string): number =>
  Number(fs.readFileSync(path.join(dataDir, 'pg18/postmaster.pid'), 'utf8').split('\n')[0])
