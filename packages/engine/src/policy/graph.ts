/** Directed edges between ordinals, packed: `n` leads to `to[start[n]]` … `to[start[n + 1] - 1]`, in the order given, each once. */
export interface Graph {
  readonly size: number
  readonly start: Uint32Array
  readonly to: Uint32Array
}

export function packGraph(size: number, leadsTo: (from: number) => Iterable<number>): Graph {
  const start = new Uint32Array(size + 1)
  const to: number[] = []
  for (let from = 0; from < size; from++) {
    for (const target of new Set(leadsTo(from))) to.push(target)
    start[from + 1] = to.length
  }
  return { size, start, to: Uint32Array.from(to) }
}

/** Where one step leads: a view, not a copy. */
export const targets = (graph: Graph, from: number): Uint32Array =>
  graph.to.subarray(graph.start[from]!, graph.start[from + 1]!)

/**
 * What can be reached from one ordinal, nearest first, itself included.
 * `cameFrom[i]` is the index in `order` of the step before, -1 for the origin.
 */
export interface Walk {
  readonly order: readonly number[]
  readonly cameFrom: readonly number[]
}

const NOTHING_BLOCKED: ReadonlySet<number> = new Set()

/** Goes everywhere from `origin` except into `blocked`. Circles end by themselves: nothing is entered twice. */
export function walk(graph: Graph, origin: number, blocked: ReadonlySet<number> = NOTHING_BLOCKED): Walk {
  if (blocked.has(origin)) return { order: [], cameFrom: [] }
  const order = [origin]
  const cameFrom = [-1]
  if (graph.start[origin] === graph.start[origin + 1]) return { order, cameFrom }

  const seen = new Set(order)
  for (let at = 0; at < order.length; at++) {
    const here = order[at]!
    for (let edge = graph.start[here]!; edge < graph.start[here + 1]!; edge++) {
      const next = graph.to[edge]!
      if (seen.has(next) || blocked.has(next)) continue
      seen.add(next)
      order.push(next)
      cameFrom.push(at)
    }
  }
  return { order, cameFrom }
}

/** The shortest way from the origin of a walk to its step `index`, both included. */
export function wayTo(walked: Walk, index: number): number[] {
  const way: number[] = []
  for (let at = index; at >= 0; at = walked.cameFrom[at]!) way.push(walked.order[at]!)
  return way.reverse()
}

/** Collects what is reachable from many origins. Keeps one stamp per ordinal, so that asking again costs what is found, not the size of the graph. */
export class Reach {
  readonly #graph: Graph
  readonly #stamps: Uint32Array
  #round = 0

  constructor(graph: Graph) {
    this.#graph = graph
    this.#stamps = new Uint32Array(graph.size)
  }

  /** Every ordinal reachable from the origins, themselves included, sorted. */
  from(origins: Iterable<number>): Uint32Array {
    const { start, to } = this.#graph
    const stamps = this.#stamps
    const round = ++this.#round
    const found: number[] = []
    for (const origin of origins) {
      if (stamps[origin] === round) continue
      stamps[origin] = round
      found.push(origin)
    }
    for (let at = 0; at < found.length; at++) {
      const here = found[at]!
      for (let edge = start[here]!; edge < start[here + 1]!; edge++) {
        const next = to[edge]!
        if (stamps[next] === round) continue
        stamps[next] = round
        found.push(next)
      }
    }
    return Uint32Array.from(found).sort()
  }
}

/**
 * The circles of a graph: each is a group of ordinals that lead to one another, sorted;
 * an ordinal that leads straight to itself is a group of one. Tarjan's algorithm, without
 * recursion: nesting imported from a directory may be deeper than the stack.
 */
export function circles(graph: Graph): number[][] {
  const { size, start, to } = graph
  const index = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const onStack = new Uint8Array(size)
  const nextEdge = Uint32Array.from(start.subarray(0, size))
  const stack: number[] = []
  const found: number[][] = []
  let counter = 0

  const enter = (node: number, trail: number[]) => {
    index[node] = low[node] = counter++
    onStack[node] = 1
    stack.push(node)
    trail.push(node)
  }
  const leave = (node: number) => {
    if (low[node] !== index[node]) return
    const group: number[] = []
    let member: number
    do {
      member = stack.pop()!
      onStack[member] = 0
      group.push(member)
    } while (member !== node)
    const leadsToItself = targets(graph, node).includes(node)
    if (group.length > 1 || leadsToItself) found.push(group.sort((a, b) => a - b))
  }

  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue
    const trail: number[] = []
    enter(root, trail)
    while (trail.length > 0) {
      const node = trail[trail.length - 1]!
      const edge = nextEdge[node]!
      if (edge < start[node + 1]!) {
        nextEdge[node] = edge + 1
        const target = to[edge]!
        if (index[target] === -1) enter(target, trail)
        else if (onStack[target] === 1) low[node] = Math.min(low[node]!, index[target]!)
        continue
      }
      trail.pop()
      leave(node)
      const before = trail[trail.length - 1]
      if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!)
    }
  }
  return found.sort((a, b) => a[0]! - b[0]!)
}
