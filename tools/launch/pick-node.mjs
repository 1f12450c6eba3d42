import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { npm } from './npm.mjs'
import { giveUp, say } from './say.mjs'

/** The first Node that runs erasable TypeScript and satisfies every dependency. */
export const OLDEST = [22, 18]

export function isNewEnough(version, oldest = OLDEST) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

/**
 * The Node to run on: the one running when it is new enough, else Node 24 LTS from the npm registry, kept in
 * tools/runtime for this checkout alone. `REMIT_NODE=system` insists on the machine's, at one's own risk.
 */
export function pickNode(root) {
  if (isNewEnough(process.versions.node) || process.env.REMIT_NODE === 'system') return process.execPath
  const folder = path.join(root, 'tools/runtime')
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const binary = path.join(
    folder,
    'node_modules',
    `node-${platform}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (fs.existsSync(binary)) return binary

  const wanted = `Remit needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}`
  say(`${wanted}. Fetching Node 24 LTS for this checkout only (tools/runtime) …`)
  npm(['ci'], folder)
  if (fs.existsSync(binary) && spawnSync(binary, ['-v']).status === 0) return binary
  return giveUp(
    `${wanted}, and none could be fetched for ${platform}. Install Node 24 from https://nodejs.org and try again.`,
  )
}
