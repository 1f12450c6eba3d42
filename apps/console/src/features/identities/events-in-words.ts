import type { TimelineEntry } from '../../lib/contract.ts'
import { list, plural, spelledOut } from '../../lib/format.ts'
import type { TimelineEvent } from '../../ui/Timeline.tsx'

export interface EventInWords extends TimelineEvent {
  readonly entry: string
  readonly detail: string | null
  readonly actor: string
}

/** What happened to somebody, as a title and a line; the audit entry behind it says everything. */
export function inWords({ entry, at, action, actor, detail }: TimelineEntry): EventInWords {
  const said = (name: string): string => (typeof detail[name] === 'string' ? (detail[name] as string) : '')
  const number = (name: string): number => (typeof detail[name] === 'number' ? (detail[name] as number) : 0)
  const names = (name: string): readonly string[] =>
    Array.isArray(detail[name]) ? (detail[name] as unknown[]).map(String) : []
  const because = said('justification') || said('why') || null
  const base = { entry, at, actor }
  switch (action) {
    case 'identity.joined':
      return { ...base, title: 'Joined', tone: 'grant', detail: because }
    case 'identity.left':
      return { ...base, title: 'Left', tone: 'revoke', detail: because }
    case 'identity.moved':
      return { ...base, title: 'Moved', tone: 'info', detail: changesOf(detail) ?? because }
    case 'identity.changed':
      return { ...base, title: 'Attributes changed', tone: 'info', detail: changesOf(detail) ?? because }
    case 'identity.grants-changed': {
      const [opened, closed] = [number('openedCount'), number('closedCount')]
      const parts = [
        opened > 0 && `Gained ${plural(opened, 'grant')}`,
        closed > 0 && `lost ${plural(closed, 'grant')}`,
      ].filter((part) => part !== false)
      const some = [...names('opened').map((name) => `+ ${name}`), ...names('closed').map((name) => `− ${name}`)]
      return {
        ...base,
        title: capital(parts.join(', ') || 'Grants derived again'),
        tone: closed > opened ? 'revoke' : 'accent',
        detail:
          some.length === 0
            ? null
            : `${some.slice(0, 4).join(', ')}${some.length > 4 ? ` and ${some.length - 4} more` : ''}`,
      }
    }
    case 'assignment.given':
    case 'assignment.made':
      return { ...base, title: `Given ${said('gives')}`, tone: 'grant', detail: because }
    case 'assignment.withdrawn':
      return { ...base, title: `${said('gives')} taken back`, tone: 'revoke', detail: because }
    case 'exclusion.made':
      return { ...base, title: `Excluded from ${said('denies')}`, tone: 'revoke', detail: because }
    case 'exclusion.withdrawn':
      return { ...base, title: `No longer excluded from ${said('denies')}`, tone: 'grant', detail: because }
    default:
      return { ...base, title: capital(action.replaceAll(/[.-]/g, ' ')), tone: 'accent', detail: because }
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "Department from Sales to Finance and Title from … to …", of what an entry says was before and after. */
function changesOf(detail: Readonly<Record<string, unknown>>): string | null {
  const before = members(detail.before)
  const after = members(detail.after)
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  )
  if (changed.length === 0) return null
  return list(
    changed
      .slice(0, 3)
      .map((name) => `${spelledOut(name)} from ${before[name] ?? 'nothing'} to ${after[name] ?? 'nothing'}`),
  )
}

const members = (value: unknown): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, typeof one === 'string' ? one : JSON.stringify(one)]),
      )
    : {}
