import { createHash } from 'node:crypto'
import type { Host } from '@remit/connector-sdk'
import type { Problem } from './decode.ts'
import { broken, readTable, type Table, type TableForm } from './read-table.ts'

export interface FileTable extends Table {
  readonly path: string
  /** SHA-256 of the bytes: tells whether a later look at the file saw the same one. */
  readonly digest: string
}

export type TableFiles = (path: string, form: TableForm) => Promise<FileTable>

/** Reads tables from the host's files, parsing again only what changed since this session last looked. */
export function openTableFiles(host: Host): TableFiles {
  const known = new Map<string, FileTable>()
  return async (path, form) => {
    const bytes = await bytesOf(host, path)
    if ('problem' in bytes) return { ...broken(bytes), path, digest: '' }
    const digest = createHash('sha256').update(bytes).digest('hex')
    const before = known.get(path)
    if (before?.digest === digest) return before
    const table = await readTable(bytes, form)
    const named = table.problems.map(({ at, problem }) => ({ at: `${path} ${at}`, problem }))
    const fresh = { ...table, path, problems: named, digest }
    known.set(path, fresh)
    return fresh
  }
}

async function bytesOf(host: Host, path: string): Promise<Uint8Array | Problem> {
  if (!(await host.files.exists(path))) return { at: path, problem: 'there is no such file' }
  try {
    return await host.files.read(path)
  } catch (error) {
    return { at: path, problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}
