import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Host } from '@remit/connector-sdk'

/** A host without guards for tests: given files stand before those on disk, HTTP goes out as it is. */
export function testHost(files: Readonly<Record<string, string | Uint8Array>> = {}): Host {
  const given = new Map(Object.entries(files))
  return {
    async fetch(url, init) {
      const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(5_000) })
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
    },
    resolve: async ({ host }) => ({ address: host }),
    files: {
      async read(path) {
        const content = given.get(path)
        return typeof content === 'string' ? new TextEncoder().encode(content) : (content ?? readFile(path))
      },
      exists: async (path) => given.has(path) || existsSync(path),
      async write(path, bytes) {
        given.set(path, bytes)
      },
    },
    deadline: 5_000,
    now: () => Date.parse('2026-01-15T12:00:00Z'),
    log: () => {},
  }
}
