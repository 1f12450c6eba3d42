import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut, type Path, type PathNode } from './path-layout.ts'

const node = (kind: PathNode['kind'], id: string): PathNode => ({ kind, id, label: id })
const path = (label: string, ...steps: readonly PathNode[]): Path => ({ label, kind: 'rule', steps })

describe('the explain graph', () => {
  it('draws what two paths share once, and says that both go through it', () => {
    const { columns } = layOut([
      path('one', node('rule', 'a'), node('role', 'x'), node('entitlement', 'e')),
      path('two', node('rule', 'b'), node('role', 'y'), node('entitlement', 'e')),
    ])
    expect(columns[3]).toMatchObject([{ key: 'entitlement:e', paths: [0, 1] }])
  })

  it('leads every fact to what it makes apply, and never one fact to the next', () => {
    const { edges } = layOut([
      path('one', node('attribute', 'department'), node('attribute', 'grade'), node('rule', 'a')),
    ])
    expect(edges.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'attribute:department → rule:a',
      'attribute:grade → rule:a',
    ])
  })

  it('keeps a role inside a role in the column of roles, one after the other', () => {
    const { columns, edges } = layOut([path('one', node('rule', 'a'), node('role', 'outer'), node('role', 'inner'))])
    expect(columns[2]?.map(({ id }) => id)).toEqual(['outer', 'inner'])
    expect(edges.at(-1)).toMatchObject({ from: 'role:outer', to: 'role:inner' })
  })

  it('loses no step and draws no line to what is not there, whatever the paths', () => {
    const kinds = ['attribute', 'rule', 'assignment', 'role', 'entitlement', 'account'] as const
    const steps = fc.array(
      fc.tuple(fc.constantFrom(...kinds), fc.constantFrom('a', 'b', 'c')).map(([kind, id]) => node(kind, id)),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 5 }), (drawn) => {
        const { columns, edges } = layOut(drawn.map((one, n) => path(String(n), ...one)))
        const placed = columns.flat()
        const keys = placed.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        for (const [n, one] of drawn.entries())
          for (const step of one)
            expect(placed.find(({ key }) => key === `${step.kind}:${step.id}`)?.paths).toContain(n)
        for (const { from, to } of edges) expect(keys).toEqual(expect.arrayContaining([from, to]))
      }),
    )
  })
})
