type Detail = Readonly<Record<string, unknown>>

const text = (detail: Detail, name: string): string =>
  typeof detail[name] === 'string' || typeof detail[name] === 'number' ? String(detail[name]) : ''

const listed = (value: unknown, count: unknown, most = 3): string => {
  const names = Array.isArray(value) ? value.map(String) : []
  const total = typeof count === 'number' ? count : names.length
  const shown = names.slice(0, most)
  return total > shown.length ? `${shown.join(', ')} and ${total - shown.length} more` : shown.join(', ')
}

const because = (detail: Detail): string =>
  text(detail, 'justification') ? `, reason: ${text(detail, 'justification')}` : ''
const until = (detail: Detail): string => (text(detail, 'until') ? ` until ${text(detail, 'until').slice(0, 10)}` : '')

const why = (detail: Detail): string => (text(detail, 'why') ? `: ${text(detail, 'why')}` : '')

const DEEDS: Readonly<Record<string, string>> = {
  createAccount: 'a new account',
  updateAccount: 'changed attributes',
  enableAccount: 'the account, enabled',
  disableAccount: 'the account, disabled',
  deleteAccount: 'the account, deleted',
  addEntitlement: 'added',
  removeEntitlement: 'removed',
  endSessions: 'ended sessions',
}

/** What an operation is about: "workspace/wiki-write added for felix.brandt". */
function target(detail: Detail): string {
  const deed = DEEDS[text(detail, 'kind')] ?? text(detail, 'kind')
  const whose = text(detail, 'identity') || text(detail, 'account') || 'somebody'
  return text(detail, 'entitlement') ? `${text(detail, 'entitlement')} ${deed} for ${whose}` : `${whose}: ${deed}`
}

/** The record in words, where an entry does not bring its own: past tense, complete, readable alone. */
const SENTENCES: Readonly<Record<string, (actor: string, detail: Detail) => string>> = {
  'identity.grants-changed': (_actor, detail) => {
    const gained = listed(detail.opened, detail.openedCount)
    const lost = listed(detail.closed, detail.closedCount)
    const deeds = [gained && `gained ${gained}`, lost && `lost ${lost}`].filter(Boolean)
    const who = text(detail, 'displayName') || text(detail, 'name')
    return deeds.length > 0 ? `${who} ${deeds.join(' and ')}.` : `${who} holds the same access for other reasons.`
  },
  'assignment.made': (actor, detail) =>
    `${actor} gave ${text(detail, 'name')} ${text(detail, 'gives')}${until(detail)}${because(detail)}.`,
  'assignment.withdrawn': (actor, detail) =>
    `${actor} ended what gave ${text(detail, 'name')} ${text(detail, 'gives')}${because(detail)}.`,
  'exclusion.made': (actor, detail) =>
    `${actor} excluded ${text(detail, 'name')} from ${text(detail, 'denies')}${until(detail)}${because(detail)}.`,
  'exclusion.withdrawn': (actor, detail) =>
    `${actor} ended the exclusion of ${text(detail, 'name')} from ${text(detail, 'denies')}${because(detail)}.`,
  'plan.applied': (actor, detail) =>
    `${actor} applied the plan “${text(detail, 'title')}”: ${text(detail, 'people')} people, ${text(detail, 'gains')} grants more, ${text(detail, 'losses')} fewer.`,
  'plan.reverting-applied': (actor, detail) =>
    `${actor} took a plan back by “${text(detail, 'title')}”: ${text(detail, 'people')} people, ${text(detail, 'gains')} grants more, ${text(detail, 'losses')} fewer.`,
  'grants.recompute-asked': (actor, detail) =>
    `${actor} had grants derived again${text(detail, 'why') ? `: ${text(detail, 'why')}` : ''}.`,
  'session.opened': (actor, detail) => `${text(detail, 'name') || actor} signed in.`,
  'session.refused': (actor, detail) => `Somebody could not sign in as ${text(detail, 'name') || actor}.`,
  'operator.added': (actor, detail) =>
    `${actor} added the operator ${text(detail, 'name')} (${listed(detail.roles, undefined)}).`,
  'operator.disabled': (actor, detail) => `${actor} disabled the operator ${text(detail, 'name')}.`,
  'setup.link-made': () => 'A one-time link for the first administrator was printed.',
  'provisioning.planned': (_actor, detail) =>
    `${text(detail, 'operations')} changes were planned for ${listed(detail.applications, undefined)}.`,
  'operation.verified': (_actor, detail) => `${target(detail)} was seen to be so in ${text(detail, 'application')}.`,
  'operation.declined': (_actor, detail) => `${text(detail, 'application')} declined: ${target(detail)}${why(detail)}.`,
  'operation.superseded': (_actor, detail) => `${target(detail)} was given up${why(detail)}.`,
  'operation.retried': (actor, detail) => `${actor} had it tried again: ${target(detail)}.`,
  'operation.completed': (actor, detail) => `${actor} did it by hand: ${target(detail)}${why(detail)}.`,
  'application.imported': (_actor, detail) =>
    `${text(detail, 'name')} was read: ${text(detail, 'direct')} holdings, ${text(detail, 'newAccounts')} new accounts.`,
  'application.secret-set': (actor, detail) => `${actor} set a secret of ${text(detail, 'name')}.`,
  'catalog.imported': (_actor, detail) =>
    `The catalog of ${text(detail, 'name')} was read: ${text(detail, 'created')} new, ${text(detail, 'changed')} changed, ${text(detail, 'vanished')} gone.`,
  'connection.changed': (_actor, detail) =>
    `The connection to ${text(detail, 'name')} is ${text(detail, 'after')}${why(detail)}.`,
  'entitlement.edited': (actor, detail) => `${actor} edited ${text(detail, 'name')}.`,
  'token.made': (actor, detail) =>
    `${actor} made the API token “${text(detail, 'name')}”, which ends ${text(detail, 'endsAt').slice(0, 10)}.`,
  'token.bootstrap-accepted': () => 'The bootstrap token of the environment was accepted.',
  'token.bootstrap-ended': () => 'A bootstrap token that the environment no longer names was ended.',
}

const DOCUMENTS = /^(attribute|application|source|entitlement|role|rule|brake)\.(created|changed|removed)$/

export function sentenceOf(action: string, actor: string, detail: Detail, subject: string): string {
  if (text(detail, 'sentence')) return text(detail, 'sentence')
  const known = SENTENCES[action]
  if (known) return known(actor, detail)
  const document = DOCUMENTS.exec(action)
  if (document) return `${actor} ${document[2]} the ${document[1]} ${text(detail, 'name') || subject}.`
  const [thing = '', deed = ''] = action.split('.', 2)
  const what = text(detail, 'name') || text(detail, 'title') || subject
  const extra = [text(detail, 'why'), text(detail, 'justification')].filter(Boolean).join('; ')
  return `${actor}: ${thing.replaceAll('-', ' ')} ${what} ${deed.replaceAll('-', ' ')}${extra ? ` (${extra})` : ''}.`
}
