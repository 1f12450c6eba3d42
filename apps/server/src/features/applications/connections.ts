import type { Host, Outcome, Session } from '@remit/connector-sdk'
import { type ApplicationId, accept, type Instant, type Result, refuse } from '@remit/kernel'
import { SETTINGS } from '../../platform/config.ts'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { record } from '../ledger/index.ts'
import type { Connectors } from './configurable.ts'
import { answered, circuitOf, unanswered } from './domain/circuit.ts'
import { secretName, secretSettings } from './domain/documents.ts'
import type { Refused } from './domain/refusals.ts'
import { findApplication, findConnection, lockConnection, type StoredApplication, writeConnection } from './store.ts'

/** How applications are reached: the connectors there are, and what they get of the outside. */
export interface Reaching {
  readonly connectors: Connectors
  hostFor(application: string): Host
  /** Where `{"secret": NAME}` and `${NAME}` are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Where the secret of a setting is sealed. */
export const placeOf = (application: ApplicationId, setting: string) => ({
  table: 'application',
  row: application,
  field: `secrets.${setting}`,
})

/** A session with its settings and secrets filled in, to be closed by the caller. */
export async function openSession(
  platform: Platform,
  reaching: Reaching,
  id: ApplicationId,
): Promise<Result<Session, Refused>> {
  const application = await findApplication(platform.database, { id })
  if (!application) return refuse('application.not-found')
  const connector = reaching.connectors.get(application.connector)
  if (!connector) return refuse('application.connector-unknown', application.connector)
  const settings = filled(platform, reaching, application, secretSettings(connector.settings))
  if (!settings.ok) return settings
  return accept(await connector.open(settings.value as never, reaching.hostFor(application.name)))
}

function filled(
  platform: Platform,
  { environment }: Reaching,
  application: StoredApplication,
  secrets: ReadonlySet<string>,
): Result<object, Refused> {
  const settings: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(application.spec.settings)) {
    const variable = secretName(value)
    if (variable === null) settings[name] = expanded(value, environment)
    else if (!(variable in SETTINGS) && environment[variable]) settings[name] = environment[variable]
    else
      return refuse(
        'application.secret-missing',
        `The environment variable ${variable} is not set (${application.name}, ${name}).`,
      )
  }
  for (const name of secrets) {
    const sealed = application.secrets[name]
    if (!sealed || settings[name] !== undefined) continue
    try {
      settings[name] = platform.sealer.open(sealed, placeOf(application.id, name))
    } catch {
      return refuse('application.secret-unreadable', `${application.name}, ${name}: set it again.`)
    }
  }
  return accept(settings)
}

/** `${NAME}` in a text is where the environment says; what Remit keeps for itself is not told to targets. */
function expanded(value: unknown, environment: Reaching['environment']): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (written, name: string) =>
      name in SETTINGS ? written : (environment[name] ?? written),
    )
  if (Array.isArray(value)) return value.map((one) => expanded(one, environment))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, expanded(one, environment)]))
  return value
}

/** Counts an answer, or the lack of one, and tells the ledger when the state of the connection is another. */
export async function noteAnswer(
  work: UnitOfWork,
  id: ApplicationId,
  name: string,
  failure: string | null,
): Promise<void> {
  const before = await lockConnection(work.tx, id, work.now)
  if (failure === null && before.state === 'healthy' && before.failures === 0) return
  const next = failure === null ? answered(before, work.now) : unanswered(before, work.now, failure)
  await writeConnection(work.tx, id, next)
  if (next.state !== before.state)
    await record(work, {
      action: 'connection.changed',
      subject: { kind: 'application', id },
      detail: { name, before: before.state, after: next.state, why: failure ?? 'the target answers' },
    })
}

export async function circuitNow(
  platform: Platform,
  id: ApplicationId,
  now: Instant,
): Promise<'closed' | 'open' | 'half-open'> {
  return circuitOf(await findConnection(platform.database, id, now), now)
}

/** Asks the target whether it can be used as configured; the answer counts for the health of the connection. */
export async function checkConnection(
  platform: Platform,
  reaching: Reaching,
  application: StoredApplication,
  by: UnitOfWork['by'],
): Promise<{ readonly usable: boolean; readonly message: string }> {
  const outcome = await askWhether(platform, reaching, application)
  const usable = outcome.outcome === 'done' || outcome.outcome === 'already'
  const message = 'reason' in outcome ? outcome.reason : ''
  await platform.perform(by, async (work) => {
    await noteAnswer(work, application.id, application.name, usable ? null : message)
    return accept()
  })
  return { usable, message }
}

async function askWhether(platform: Platform, reaching: Reaching, application: StoredApplication): Promise<Outcome> {
  try {
    const opened = await openSession(platform, reaching, application.id)
    if (!opened.ok) return { outcome: 'declined', reason: opened.detail ?? opened.refusal }
    try {
      return await opened.value.check()
    } finally {
      await opened.value.close()
    }
  } catch (error) {
    return { outcome: 'unknown', reason: error instanceof Error ? error.message : String(error) }
  }
}
