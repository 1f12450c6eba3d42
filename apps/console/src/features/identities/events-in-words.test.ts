import { describe, expect, it } from 'vitest'
import { inWords } from './events-in-words.ts'

const entry = (action: string, detail: Record<string, unknown>) =>
  inWords({ entry: '1', at: '2026-03-14T12:00:00Z', action, actor: 'hr', detail })

describe('what happened to somebody', () => {
  it('counts what was gained and lost', () =>
    expect(
      entry('identity.grants-changed', { openedCount: 2, closedCount: 1, opened: ['a', 'b'], closed: ['c'] }),
    ).toMatchObject({
      title: 'Gained 2 grants, lost 1 grant',
      detail: '+ a, + b, − c',
    }))
  it('is a loss when more went than came', () =>
    expect(entry('identity.grants-changed', { openedCount: 0, closedCount: 3 }).tone).toBe('revoke'))
  it('says from what to what somebody moved', () =>
    expect(entry('identity.moved', { before: { department: 'Sales' }, after: { department: 'Finance' } }).detail).toBe(
      'Department from Sales to Finance',
    ))
  it('is told by its action when there are no words for it', () =>
    expect(entry('identity.sessions-ended', {}).title).toBe('Identity sessions ended'))
})
