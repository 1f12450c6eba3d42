import fs from 'node:fs'
import path from 'node:path'
import type { Actor } from '@remit/kernel'
import { sql } from 'kysely'
import { parseAllDocuments } from 'yaml'
import type { Remit } from '../compose.ts'
import { applyPlan, type Doer, plan, savePlan } from '../features/configuration/index.ts'
import type { Document, ManagedBy } from '../platform/configurable.ts'
import type { Platform } from '../platform/platform.ts'

interface Written {
  readonly document: Document
  readonly file: string
}

const BY: Actor = { kind: 'system', name: 'example' }
const DOER: Doer = { by: BY, identity: null, operator: null }
const PATIENCE = 120_000

/**
 * Loads an example organisation as anybody would load their own: documents by a plan, people by runs of the sources,
 * the state of the applications by imports. Done once; what was begun and not ended is taken up at the next start.
 */
export async function loadExample(
  platform: Platform,
  remit: Remit,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  if (await isLoaded(platform)) return
  const written = readDocuments(path.join(folder, 'policies'))
  // What connects Remit stays in files; who gets what can be changed in the console, or taken over by files later.
  await applyDocuments(
    remit,
    written.filter(({ document }) => !ACCESS.has(document.kind)),
    'files',
    'The example organisation: connections',
    say,
  )
  await applyDocuments(
    remit,
    written.filter(({ document }) => ACCESS.has(document.kind)),
    'console',
    'The example organisation: access',
    say,
  )
  for (const source of await namesOf(platform, 'source')) {
    say(`reading source ${source}`)
    await follow(platform, await remit.readSource(BY, source))
  }
  await derived(platform, say)
  for (const application of await namesOf(platform, 'application')) {
    say(`importing ${application}`)
    await follow(platform, await remit.importApplication(BY, application))
  }
}

async function isLoaded(platform: Platform): Promise<boolean> {
  const { rows } = await sql<{
    loaded: boolean
  }>`select exists (select from import_run where state = 'applied') as loaded`.execute(platform.database)
  return rows[0]!.loaded
}

const ACCESS = new Set(['entitlement', 'role', 'rule'])

function readDocuments(folder: string): readonly Written[] {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
  return files.flatMap((file) =>
    parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')).flatMap((parsed) => {
      if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]!.message}`)
      const document = parsed.toJS() as Document | null
      return document ? [{ document, file }] : []
    }),
  )
}

async function applyDocuments(
  { planner }: Remit,
  written: readonly Written[],
  managedBy: ManagedBy,
  title: string,
  say: (text: string) => void,
): Promise<void> {
  const planned = await plan(planner, DOER, { title, written, removed: [], complete: false, managedBy })
  const wrong = planned.findings.filter((finding) => finding.severity === 'error')
  if (wrong.length > 0)
    throw new Error(
      `the example does not pass its checks:\n${wrong.map((one) => `  ${one.file} ${one.kind} ${one.name} ${one.at}: ${one.message}`).join('\n')}`,
    )
  if (planned.steps.length === 0) return
  say(`applying ${planned.steps.length} documents`)
  await savePlan(planner, DOER, planned)
  const { answer } = await applyPlan(planner, DOER, planned.id, planned.hash)
  if (!answer.ok) throw new Error(`the example was refused: ${answer.refusal} ${answer.detail ?? ''}`)
}

async function namesOf(platform: Platform, table: 'source' | 'application'): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(table)} order by coalesce((spec ->> 'rank')::int, 0), name`.execute(platform.database)
  return rows.map((row) => row.name)
}

/** Waits for a job. @throws when it failed: the example is part of the product and must load. */
async function follow(platform: Platform, job: string): Promise<void> {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    const state = await platform.jobs.find(platform.database, job)
    if (state?.state === 'done') return
    if (state?.state === 'failed')
      throw new Error(`${state.kind} ${state.subject} failed: ${JSON.stringify(state.result)}`)
    await new Promise((resume) => setTimeout(resume, 50))
  }
  throw new Error(`job ${job} did not end in time`)
}

async function derived(platform: Platform, say: (text: string) => void): Promise<void> {
  say('deriving what everybody should have')
  for (;;) {
    const { rows } = await sql<{ busy: boolean }>`select exists (select from recompute_queue) as busy`.execute(
      platform.database,
    )
    if (!rows[0]!.busy) return
    await new Promise((resume) => setTimeout(resume, 50))
  }
}
