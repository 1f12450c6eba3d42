import { answered, type RemitClient } from '@remit/api-client'
import { type Answer, done, found } from '../answer.ts'
import { failureOf, followJob } from '../jobs/follow-job.ts'
import type { Session } from '../session.ts'

/** One reading of an application, as the API tells it. */
export interface ImportRun {
  readonly id: string
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
  readonly problem: string | null
  /** Paused: names exactly what would be taken away. */
  readonly listHash: string | null
}

/** Asks for a reading of an application. @returns the job that does it. */
export const askForImport = (api: RemitClient, name: string): Promise<{ run: string; job: string }> =>
  answered(api.POST('/api/v1/applications/{name}/imports', { params: { path: { name } } }))

/** Waits for a reading, and says what came of it. */
export async function followImport(
  { api, screen }: Session,
  name: string,
  { run, job }: { run: string; job: string },
): Promise<Answer> {
  const ended = await followJob(api, screen, job, `Reading ${name}`)
  if (ended.state === 'failed') return found(`${name} was not read: ${failureOf(ended)}`, ended)
  const import_ = await importCalled(api, name, run)
  const text = importInWords(name, import_)
  return import_.state === 'applied' ? done(text, import_) : found(text, import_)
}

async function importCalled(api: RemitClient, name: string, id: string): Promise<ImportRun> {
  const { items } = await answered<{ items: readonly ImportRun[] }>(
    api.GET('/api/v1/applications/{name}/imports', { params: { path: { name }, query: { limit: 20 } } }),
  )
  return items.find((one) => one.id === id) ?? items[0]!
}

export async function release({ api }: Session, name: string, hash: string): Promise<{ run: string; job: string }> {
  const { items } = await answered<{ items: readonly ImportRun[] }>(
    api.GET('/api/v1/applications/{name}/imports', { params: { path: { name } } }),
  )
  const held = items.find(({ listHash }) => listHash?.startsWith(hash))
  // Without one the server says best what is wrong.
  return answered(
    api.POST('/api/v1/imports/{id}/release', {
      params: { path: { id: held?.id ?? items[0]?.id ?? '' } },
      body: { hash: held?.listHash ?? hash },
    }),
  )
}

export function importInWords(name: string, { state, counts, problem, listHash }: ImportRun): string {
  const numbers = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(
      ([what, number]) =>
        `${number.toLocaleString('en-US')} ${what.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
    )
  return [
    `${name}: ${state}${problem ? `. ${problem}` : ''}`,
    numbers.length > 0 ? `  ${numbers.join(', ')}` : '',
    listHash ? `To let exactly this happen: remit import ${name} --release ${listHash.slice(0, 12)}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}
