import fc from 'fast-check'
import { expect, it } from 'vitest'
import { circles, packGraph, Reach, walk, wayTo } from './graph.ts'

const anyGraph = fc.array(fc.array(fc.nat({ max: 7 }), { maxLength: 3 }), { minLength: 8, maxLength: 8 })

function reachable(edges: readonly number[][], origin: number): Set<number> {
  const seen = new Set([origin])
  for (const here of seen) for (const next of edges[here]!) seen.add(next)
  return seen
}

it('reaches what one step after another reaches, each by a way that exists', () => {
  fc.assert(
    fc.property(anyGraph, fc.nat({ max: 7 }), (edges, origin) => {
      const graph = packGraph(edges.length, (from) => edges[from]!)
      const walked = walk(graph, origin)
      expect(new Set(walked.order)).toEqual(reachable(edges, origin))
      expect([...new Reach(graph).from([origin])]).toEqual([...reachable(edges, origin)].sort())
      for (let index = 0; index < walked.order.length; index++) {
        const way = wayTo(walked, index)
        expect([way[0], way.at(-1)]).toEqual([origin, walked.order[index]])
        for (let step = 1; step < way.length; step++) expect(edges[way[step - 1]!]).toContain(way[step])
      }
    }),
  )
})

it('finds the circles: those that reach each other, and those that lead to themselves', () => {
  fc.assert(
    fc.property(anyGraph, (edges) => {
      const mutual = (a: number, b: number) => reachable(edges, a).has(b) && reachable(edges, b).has(a)
      const inCircle = edges.flatMap((to, a) =>
        to.includes(a) || edges.some((_, b) => a !== b && mutual(a, b)) ? [a] : [],
      )
      const wanted = new Set(inCircle.map((a) => edges.flatMap((_, b) => (mutual(a, b) ? [b] : [])).join()))
      const found = circles(packGraph(edges.length, (from) => edges[from]!))
      expect(new Set(found.map((circle) => circle.join()))).toEqual(wanted)
      expect(found.length).toBe(wanted.size)
    }),
  )
})

it('survives nesting deeper than the stack', () => {
  const size = 200_000
  const chain = packGraph(size, (from) => [(from + 1) % size])
  expect(circles(chain)).toHaveLength(1)
  expect(walk(chain, 0).order).toHaveLength(size)
})
