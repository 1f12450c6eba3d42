import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { PathGraph } from './PathGraph.tsx'

const paths = [
  {
    label: 'Rule engineers matches',
    kind: 'rule' as const,
    steps: [
      { kind: 'attribute' as const, id: 'department', label: 'Department: <b>Engineering</b>' },
      { kind: 'rule' as const, id: 'engineers', label: 'engineers' },
      { kind: 'entitlement' as const, id: 'read', label: 'Read all', origin: 'Code' },
    ],
  },
]

describe('the explain graph', () => {
  const markup = renderToStaticMarkup(<PathGraph paths={paths} />)
  it('is five named lists for those who listen', () =>
    expect([...markup.matchAll(/<ul aria-label="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'What we know',
      'Why it applies',
      'Role',
      'Entitlement',
      'Account',
    ]))
  it('draws its lines for the eye only', () => expect(markup).toMatch(/<svg[^>]*aria-hidden="true"/))
  it('shows foreign text as text', () => expect(markup).toContain('&lt;b&gt;Engineering'))
})
