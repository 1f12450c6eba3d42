/** Pure layout of the explain graph: which nodes stand in which column, and which lines lead between them. */

export type PathKind = 'attribute' | 'rule' | 'assignment' | 'role' | 'entitlement' | 'account'

export interface PathNode {
  readonly kind: PathKind
  readonly id: string
  readonly label: string
  readonly detail?: string | null
  /** Who says so, or what kind of thing it is. */
  readonly origin?: string | null
  /** Nobody knows it: drawn dashed, never left out. */
  readonly unknown?: boolean
}

export interface Path {
  readonly label: string
  readonly kind: 'rule' | 'assignment'
  readonly steps: readonly PathNode[]
}

export interface PlacedNode extends PathNode {
  readonly key: string
  /** The numbers of the paths that go through it, rising. */
  readonly paths: readonly number[]
}

export interface Edge {
  readonly from: string
  readonly to: string
  readonly path: number
}

export interface PathLayout {
  readonly columns: readonly (readonly PlacedNode[])[]
  readonly edges: readonly Edge[]
}

const columnOf: Readonly<Record<PathKind, number>> = {
  attribute: 0,
  rule: 1,
  assignment: 1,
  role: 2,
  entitlement: 3,
  account: 4,
}

/**
 * What several paths share is drawn once. Facts all lead to what they make apply; everything else leads to the
 * next step. Nodes keep the order of the paths, so lines seldom cross.
 */
export function layOut(paths: readonly Path[]): PathLayout {
  const columns: PlacedNode[][] = [[], [], [], [], []]
  const edges: Edge[] = []
  const placed = new Map<string, { column: number; at: number }>()
  paths.forEach((path, number) => {
    let before: string[] = []
    let facts: string[] = []
    for (const step of path.steps) {
      const key = `${step.kind}:${step.id}`
      const column = columnOf[step.kind]
      const nodes = columns[column] as PlacedNode[]
      const known = placed.get(key)
      if (known === undefined) {
        placed.set(key, { column, at: nodes.length })
        nodes.push({ ...step, key, paths: [number] })
      } else {
        const node = nodes[known.at] as PlacedNode
        if (!node.paths.includes(number)) nodes[known.at] = { ...node, paths: [...node.paths, number] }
      }
      if (step.kind === 'attribute') {
        facts = [...facts, key]
        continue
      }
      for (const from of before.length > 0 ? before : facts) edges.push({ from, to: key, path: number })
      before = [key]
    }
  })
  return { columns, edges: mergeEdges(edges) }
}

/** Two paths along the same line are one line of the first. */
function mergeEdges(edges: readonly Edge[]): Edge[] {
  const seen = new Set<string>()
  return edges.filter(({ from, to }) => {
    const key = `${from}→${to}`
    return !seen.has(key) && seen.add(key)
  })
}
