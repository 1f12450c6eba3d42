import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { type Actor, accept, type Result, refuse } from '@remit/kernel'
import type { Platform } from '../../../platform/platform.ts'
import { record } from '../../ledger/index.ts'
import type { SourceRefusal } from '../domain/refusals.ts'
import { findSource } from '../store/sources.ts'
import type { SourceTools } from '../tools.ts'

/** Files hold people: no more of them are kept than are needed to look back at the last runs. */
const KEPT = 10

export const LARGEST_FILE = 64 * 1024 * 1024

/** Files are named by what is in them: the same bytes twice are one file. */
export const uploadedPath = (tools: Pick<SourceTools, 'uploads'>, source: string, file: string): string =>
  path.join(tools.uploads, source, `${file}.csv`)

export const isUploaded = async (tools: SourceTools, source: string, file: string): Promise<boolean> =>
  /^[0-9a-f]{64}$/.test(file) &&
  fs.access(uploadedPath(tools, source, file)).then(
    () => true,
    () => false,
  )

/** Keeps a file for a run of this source. The ledger says who brought it and what its hash is. */
export async function keepFile(
  platform: Platform,
  tools: SourceTools,
  by: Actor,
  name: string,
  bytes: Buffer,
): Promise<{ answer: Result<{ file: string; bytes: number }, SourceRefusal>; revision: string }> {
  return platform.perform(by, async (work): Promise<Result<{ file: string; bytes: number }, SourceRefusal>> => {
    if (!(await findSource(work.tx, name))) return refuse('source.unknown')
    if (bytes.length > LARGEST_FILE) return refuse('source.file-too-large')
    const file = createHash('sha256').update(bytes).digest('hex')
    const target = uploadedPath(tools, name, file)
    await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    const beside = `${target}.new-${process.pid}`
    await fs.writeFile(beside, bytes, { mode: 0o600 })
    await fs.rename(beside, target)
    await forgetOldest(path.dirname(target))
    await record(work, {
      action: 'source.file-uploaded',
      subject: { kind: 'source', id: name },
      detail: { name, file, bytes: bytes.length },
    })
    return accept({ file, bytes: bytes.length })
  })
}

async function forgetOldest(directory: string): Promise<void> {
  const files = await Promise.all(
    (await fs.readdir(directory)).map(async (name) => {
      const file = path.join(directory, name)
      return { file, at: (await fs.stat(file)).mtimeMs }
    }),
  )
  const old = files.sort((a, b) => b.at - a.at).slice(KEPT)
  for (const { file } of old) await fs.rm(file, { force: true })
}
