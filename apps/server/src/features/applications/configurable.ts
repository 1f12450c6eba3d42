import type { Connector } from '@remit/connector-sdk'
import type { ApplicationId } from '@remit/kernel'
import { Ajv } from 'ajv'
import { SETTINGS } from '../../platform/config.ts'
import type { Configurable, Document, Finding } from '../../platform/configurable.ts'
import { newId } from '../../platform/ids.ts'
import { ApplicationDocument, asApplication, secretName, secretSettings } from './domain/documents.ts'
import { parseTemplate } from './domain/template.ts'
import { allApplications, deleteApplications, writeApplications } from './store.ts'

export type Connectors = ReadonlyMap<string, Connector<never>>

export const applicationConfigurable = (connectors: Connectors): Configurable => ({
  kind: 'application',
  order: 20,
  schema: ApplicationDocument,
  async list(tx) {
    return (await allApplications(tx)).map(({ name, title, owner, connector, document, managedBy }) => ({
      managedBy,
      document: {
        kind: 'application',
        name,
        ...(title === name ? {} : { title }),
        ...(owner ? { owner } : {}),
        connector,
        ...document,
      },
    }))
  },
  check(documents) {
    return [...(documents.get('application')?.values() ?? [])].flatMap((document) =>
      checkApplication(document, connectors),
    )
  },
  async save(work, documents, managedBy) {
    const known = new Map((await allApplications(work.tx)).map((one) => [one.name, one]))
    await writeApplications(
      work.tx,
      documents.map((document) => {
        const { kind: _, name, title, owner, connector, ...rest } = asApplication(document)
        const before = known.get(name)
        const moved =
          before !== undefined &&
          (before.connector !== connector ||
            addressOf(connectors, connector, before.spec.settings) !==
              addressOf(connectors, connector, rest.settings ?? {}))
        return {
          id: before?.id ?? newId<ApplicationId>(),
          name,
          title: title ?? name,
          connector,
          owner: owner ?? null,
          document: rest,
          // A secret is for the target it was given for: whoever moves the address must say it again.
          secrets: before && !moved ? before.secrets : {},
          managedBy,
        }
      }),
    )
  },
  async remove(work, names) {
    const needed = await deleteApplications(work.tx, names)
    return needed.length > 0 ? `Roles or assignments still name entitlements of ${needed.join(', ')}.` : null
  },
})

/** Where the target is: every setting that says so, in one text to compare. */
function addressOf(connectors: Connectors, connector: string, settings: Readonly<Record<string, unknown>>): string {
  const { properties = {} } = (connectors.get(connector)?.settings ?? {}) as {
    properties?: Readonly<Record<string, { format?: string }>>
  }
  const says = (name: string): boolean =>
    /url|uri|host|server|address|port|directory/i.test(name) || properties[name]?.format === 'uri'
  return JSON.stringify(
    Object.entries(settings)
      .filter(([name]) => says(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function checkApplication(document: Document, connectors: Connectors): readonly Finding[] {
  const application = asApplication(document)
  const findings: Finding[] = []
  const say = (check: string, severity: Finding['severity'], at: string, message: string): void =>
    void findings.push({ check, severity, kind: 'application', name: application.name, at, message })
  const connector = connectors.get(application.connector)
  if (!connector)
    say(
      'no-unknown-connector',
      'error',
      'connector',
      `there is no connector "${application.connector}". There are: ${[...connectors.keys()].sort().join(', ')}.`,
    )
  else
    checkSettings(connector.settings, application.settings ?? {}, (at, message) =>
      say('settings-fit-the-connector', 'error', at, message),
    )
  const templates: Readonly<Record<string, string>> = application.accounts
    ? { userName: application.accounts.userName, ...prefixed(application.accounts.attributes ?? {}) }
    : {}
  for (const [at, text] of Object.entries(templates)) {
    const parsed = parseTemplate(text)
    if (!parsed.ok) say('template-is-sound', 'error', `accounts/${at}`, parsed.detail ?? parsed.refusal)
  }
  if (application.fulfilment === 'manual' && !application.instructions)
    say('manual-work-has-instructions', 'warning', 'instructions', 'whoever does it by hand is told nothing')
  if (!application.owner) say('application-has-an-owner', 'warning', '', 'nobody answers for this application')
  return findings
}

const prefixed = (attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(attributes).map(([name, text]) => [`attributes/${name}`, text]))

function checkSettings(
  schema: object,
  settings: Readonly<Record<string, unknown>>,
  say: (at: string, message: string) => void,
): void {
  const secrets = secretSettings(schema)
  const plain: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(settings)) {
    const secret = secretName(value)
    if (secrets.has(name) && secret === null)
      say(`settings/${name}`, `a secret is never written in a document: use {"secret": "NAME"} or set it by the API`)
    else if (secret !== null && !secrets.has(name))
      say(`settings/${name}`, 'this is no secret setting of the connector')
    else if (secret !== null && secret in SETTINGS)
      say(`settings/${name}`, `${secret} is Remit's own and not for a connector`)
    else if (secret === null) plain[name] = value
  }
  const { required = [], ...rest } = schema as { required?: readonly string[] }
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile({
    ...rest,
    required: required.filter((name) => !secrets.has(name)),
  })
  if (validate(plain)) return
  for (const error of validate.errors ?? []) {
    // What stands in the environment is known only where it is used; opening the connection checks it.
    const value = error.instancePath
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], plain)
    if (typeof value === 'string' && /\$\{[^}]+\}/.test(value)) continue
    const which = Object.values(error.params ?? {})
      .filter((value) => typeof value === 'string')
      .join(', ')
    say(
      `settings${error.instancePath}`,
      `${error.message ?? 'is not allowed'}${which && !error.message?.includes(which) ? `: ${which}` : ''}`,
    )
  }
}
