import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { CorrelationCase } from '../../lib/contract.ts'
import { CaseView } from './CaseView.tsx'

const open: CorrelationCase = {
  id: '1',
  source: 'contractors',
  key: 'C2001',
  displayName: 'Ravi Menon',
  state: 'open',
  why: 'The same name, which alone is no proof.',
  said: { email: 'ext.ravi@acme.example' },
  candidates: [
    {
      identity: '7',
      name: 'ravi.menon',
      displayName: 'Ravi Menon',
      evidence: [{ field: 'email', theirs: 'ext.ravi@acme.example', ours: 'ravi@acme.example', same: false }],
    },
  ],
  openedAt: '2026-03-14T12:00:00Z',
  decidedAt: null,
  decision: null,
}
const shown = (change: Partial<CorrelationCase>) =>
  renderToStaticMarkup(
    <CaseView
      found={{ ...open, ...change }}
      known={new Map()}
      busy={false}
      onMerge={() => {}}
      onSeparate={() => {}}
      onUndo={() => {}}
    />,
  )

describe('a correlation case', () => {
  it('offers both decisions while it is open', () => {
    expect(shown({})).toContain('This is Ravi Menon')
    expect(shown({})).toContain('This is a new person')
  })
  it('says of each value whether it agrees, in words too', () => expect(shown({})).toContain('Differs: '))
  it('says who decided, and can be undone', () => {
    const markup = shown({ state: 'decided', decision: { as: 'merge', identity: '7', by: 'ada' } })
    expect(markup).toContain('Merged by ada')
    expect(markup).toContain('Undo this decision')
    expect(markup).not.toContain('This is a new person')
  })
})
