import { answered, Refused, type RemitClient, Unreachable } from '@remit/api-client'
import type { Connection } from '../connection/find-connection.ts'
import { readList } from '../lists/read-list.ts'
import { at, cell, count } from '../screen/words.ts'

/** What one look found. `mend` is what to do about it. */
export type Finding =
  | { readonly about: string; readonly is: 'well'; readonly says: string }
  | { readonly about: string; readonly is: 'ill'; readonly says: string; readonly mend: string }

export interface Patient {
  readonly api: RemitClient
  readonly connection: Connection
  /** `24.2.0` */
  readonly node: string
  /** Milliseconds. */
  readonly now: () => number
  readonly probe: (url: string) => Promise<Response>
}

const well = (about: string, says: string): Finding => ({ about, is: 'well', says })
const ill = (about: string, says: string, mend: string): Finding => ({ about, is: 'ill', says, mend })

/**
 * Looks from the outside in: what would make later looks meaningless comes first, and ends the examination.
 */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const { connection } = patient
  const server = await lookAtServer(patient)
  const outside = [lookAtNode(patient), ...server]
  if (server.some(({ is }) => is === 'ill')) return outside
  if (connection.token === null)
    return [
      ...outside,
      ill('token', `There is none for ${connection.url.value}.`, 'Set REMIT_TOKEN, or run: remit login'),
    ]
  const token = await lookAtToken(patient)
  if (token.is === 'ill') return [...outside, token]
  const inside = await Promise.all(
    [lookAtApplications, lookAtOperations, lookAtRuns, lookAtLedger].map((look) => carefully(look, patient)),
  )
  return [...outside, token, ...inside]
}

/** Node 22.18 is the first that runs erasable TypeScript. */
function lookAtNode({ node }: Patient): Finding {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
    ? well('node', node)
    : ill(
        'node',
        `${node} is too old; 22.18 is the oldest that will do.`,
        'npx remit fetches a newer one by itself; start through it.',
      )
}

const MOST_OFFSET = 2_000

async function lookAtServer({ connection, probe, now }: Patient): Promise<readonly Finding[]> {
  const { value: url, from } = connection.url
  try {
    const began = now()
    const alive = await probe(`${url}/livez`)
    const offset = Date.parse(alive.headers.get('date') ?? '') - (began + now()) / 2
    const ready = await probe(`${url}/readyz`)
    return [
      alive.ok
        ? well('server', `${url} (${from}) answers.`)
        : ill(
            'server',
            `${url} answers ${alive.status}, and not as Remit does.`,
            'Look at the URL: remit config shows where it comes from.',
          ),
      ready.ok
        ? well('readiness', 'It is ready.')
        : ill(
            'readiness',
            `It is not ready: ${(await ready.text()).slice(0, 300)}`,
            'Wait for the migration and the first snapshot; its log says what it waits for.',
          ),
      // The header has whole seconds, so that nothing is said of less than one.
      Math.abs(offset) <= MOST_OFFSET || Number.isNaN(offset)
        ? well('clock', 'It agrees with the one here.')
        : ill(
            'clock',
            `The server’s clock is ${Math.round(offset / 1000)} s off.`,
            'Set both clocks by NTP: what ends is compared with the server’s.',
          ),
    ]
  } catch (error) {
    return [
      ill(
        'server',
        `${url} (${from}) does not answer: ${reasonOf(error)}`,
        'Start it: remit up. Elsewhere, set REMIT_URL.',
      ),
    ]
  }
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

async function lookAtToken({ api, connection }: Patient): Promise<Finding> {
  try {
    await answered(api.GET('/api/v1/attributes'))
    return well('token', `From ${connection.token?.from}.`)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error
    return ill(
      'token',
      `The one from ${connection.token?.from} is refused: ${error.message}`,
      'Make a new one in the console under Settings, then: remit login',
    )
  }
}

type Look = (patient: Patient) => Promise<Finding>

/** A look that is refused says so: what cannot be seen is not well. */
async function carefully(look: Look, patient: Patient): Promise<Finding> {
  try {
    return await look(patient)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error
    return ill(
      look.name.replace('lookAt', '').toLowerCase(),
      `It cannot be seen: ${error.message}`,
      'Use a token that may read it.',
    )
  }
}

const named = (items: readonly unknown[], path: string): string => {
  const names = items.map((item) => cell(at(item, path)))
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}

async function lookAtApplications({ api }: Patient): Promise<Finding> {
  const { items } = await readList(api, '/api/v1/applications', {}, 5000)
  const failing = items.filter((item) => ['failing', 'paused'].includes(cell(at(item, 'health.state'))))
  if (failing.length === 0) return well('applications', `${count(items.length, 'application')}, none failing.`)
  const first = failing[0]
  return ill(
    'applications',
    `${count(failing.length, 'application')} cannot be reached: ${named(failing, 'name')}. ${cell(at(first, 'name'))}: ${cell(at(first, 'health.message'))}`,
    `remit list applications; then the settings of ${cell(at(first, 'name'))} in the console.`,
  )
}

async function lookAtOperations({ api }: Patient): Promise<Finding> {
  const { items: stuck } = await readList(api, '/api/v1/operations', { state: 'declined' }, 5000)
  return stuck.length === 0
    ? well('operations', 'None is stuck.')
    : ill(
        'operations',
        `${count(stuck.length, 'operation')} declined by a target: ${named(stuck, 'application')}.`,
        'remit list operations -f state=declined; remit operations show says why, and retry tries again.',
      )
}

async function lookAtRuns({ api }: Patient): Promise<Finding> {
  const { items } = await readList(api, '/api/v1/sources', {}, 5000)
  const held = items.filter((item) => ['paused', 'refused'].includes(cell(at(item, 'lastRun.state'))))
  return held.length === 0
    ? well('sources', `${count(items.length, 'source')}, none held.`)
    : ill('sources', `The last run was held: ${named(held, 'name')}.`, `remit runs show ${cell(at(held[0], 'name'))}`)
}

async function lookAtLedger({ api }: Patient): Promise<Finding> {
  const { ok, entries, problems } = await answered<{ ok: boolean; entries: number; problems: readonly string[] }>(
    api.POST('/api/v1/ledger/verify'),
  )
  return ok
    ? well('ledger', `${count(entries, 'entry', 'entries')}, all as they were written.`)
    : ill(
        'ledger',
        `It does not hold: ${problems[0]}`,
        'Keep the database as it is, and compare it with the last backup: remit ledger verify',
      )
}
