import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { compose, type Remit } from '../compose.ts'
import { acceptBootstrapToken } from '../features/administration/index.ts'
import type { Log } from '../platform/log.ts'
import { type TestPlatform, testPlatform } from './test-platform.ts'

export const TOKEN = 'test-token-test-token-test-token-test-token'

export interface TestRemit extends Remit {
  readonly platform: TestPlatform
  readonly dataDir: string
  /** Asks the API as the bootstrap administrator. @throws with the answer when the status is not the expected one. */
  ask<Answer = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    wanted?: number,
  ): Promise<Answer>
  /** The bare answer; as the bootstrap administrator unless the headers bring a session or a token. */
  raw(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  /** Until nothing is queued: recomputations, and whatever `more` says is under way. */
  settled(more?: () => Promise<boolean>): Promise<void>
  close(): Promise<void>
}

/** The whole of Remit on a database of its own, with a stopped clock and without a network port. */
export async function testRemit(
  options: {
    environment?: Record<string, string>
    fileRoots?: readonly string[]
    beside?: TestPlatform
    log?: Log
    role?: 'all' | 'api'
    /** The built console, where somebody will look at it. */
    consoleDir?: string
  } = {},
): Promise<TestRemit> {
  const platform = await testPlatform(options.beside, options.log)
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-journey-'))
  const remit = await compose({
    platform,
    fileRoots: [dataDir, ...(options.fileRoots ?? [])],
    privateTargets: true,
    environment: options.environment ?? {},
    https: false,
    metricsAreOpen: true,
    role: options.role ?? 'all',
    organisation: 'Test',
    publicUrl: () => 'http://localhost',
    checkpointCopy: path.join(dataDir, 'checkpoints'),
    consoleDir: options.consoleDir ?? null,
  })
  await acceptBootstrapToken(platform, TOKEN)
  await remit.start()
  const raw: TestRemit['raw'] = (method, url, body, headers = {}) =>
    remit.http.inject({
      method,
      url: url.startsWith('/access') || url.startsWith('/.well-known') ? url : `/api/v1${url}`,
      headers: {
        ...(headers.cookie ? {} : { authorization: `Bearer ${TOKEN}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
  return {
    ...remit,
    platform,
    dataDir,
    raw,
    async ask<Answer>(method: Parameters<TestRemit['raw']>[0], url: string, body?: unknown, wanted?: number) {
      const answer = await raw(method, url, body)
      if (wanted === undefined ? answer.statusCode >= 400 : answer.statusCode !== wanted)
        throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`)
      return (answer.body === '' ? undefined : answer.json()) as Answer
    },
    async settled(more = async () => false) {
      for (let quiet = 0; quiet < 2; ) {
        const { rows } = await sql<{ busy: boolean }>`select exists (select from recompute_queue) as busy`.execute(
          platform.database,
        )
        quiet = rows[0]!.busy || (await more()) ? 0 : quiet + 1
        await new Promise((resume) => setTimeout(resume, 50))
      }
    },
    async close() {
      await remit.stop()
      await platform.close()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
