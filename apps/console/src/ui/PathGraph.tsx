import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { classes } from './classes.ts'
import type { IconType } from './icon-type.ts'
import { DatabaseIcon, Hierarchy2Icon, KeyIcon, ServerIcon, SignatureIcon, UserShieldIcon } from './icons.ts'
import styles from './PathGraph.module.css'
import { type Edge, layOut, type Path, type PathKind, type PlacedNode } from './path-layout.ts'

const titles = ['What we know', 'Why it applies', 'Role', 'Entitlement', 'Account']

const icons: Readonly<Record<PathKind, IconType>> = {
  attribute: DatabaseIcon,
  rule: Hierarchy2Icon,
  assignment: SignatureIcon,
  role: UserShieldIcon,
  entitlement: KeyIcon,
  account: ServerIcon,
}

interface PathGraphProps {
  readonly paths: readonly Path[]
  /** The number of the path to bring forward, or `null` for all alike. */
  readonly focused?: number | null
}

/**
 * Why somebody holds something, in five fixed columns of real text with one drawing of lines above it: it can be
 * selected, printed and read out as lists. The lines say nothing the lists do not.
 */
export function PathGraph({ paths, focused = null }: PathGraphProps) {
  const layout = useMemo(() => layOut(paths), [paths])
  const box = useRef<HTMLDivElement>(null)
  const [lines, setLines] = useState<readonly Line[]>([])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const draw = (): void => setLines(linesOf(element, layout.edges))
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    void document.fonts?.ready.then(draw)
    return () => observer.disconnect()
  }, [layout])
  const dims = (through: readonly number[]): boolean => focused !== null && !through.includes(focused)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, arrows must be able to move it.
    <section className={styles.scroll} tabIndex={0} aria-label="Ways it is held">
      <div ref={box} className={styles.graph}>
        {layout.columns.map((nodes, column) => (
          <section key={titles[column]} className={styles.column}>
            <h3>{titles[column]}</h3>
            <ul aria-label={titles[column]}>
              {nodes.map((node) => (
                <Node key={node.key} node={node} dim={dims(node.paths)} />
              ))}
            </ul>
          </section>
        ))}
        <svg className={styles.lines} aria-hidden="true">
          {lines.map((line) => (
            <path
              key={line.key}
              d={line.d}
              className={classes(
                styles.line,
                styles[`path${line.path % 4}`],
                dims([line.path]) && styles.dim,
                focused === line.path && styles.strong,
              )}
            />
          ))}
        </svg>
      </div>
    </section>
  )
}

function Node({ node, dim }: { readonly node: PlacedNode; readonly dim: boolean }) {
  const Icon = icons[node.kind]
  return (
    <li
      data-node={node.key}
      className={classes(styles.node, styles[node.kind], node.unknown && styles.unknown, dim && styles.dim)}
    >
      <p className={styles.origin}>
        <Icon size={13} stroke={1.75} />
        <span>{node.origin ?? defaultOrigin[node.kind]}</span>
      </p>
      <p className={styles.label}>{node.label}</p>
      {node.detail && <p className={styles.detail}>{node.detail}</p>}
    </li>
  )
}

const defaultOrigin: Readonly<Record<PathKind, string>> = {
  attribute: 'Attribute',
  rule: 'Rule',
  assignment: 'Assignment',
  role: 'Role',
  entitlement: 'Entitlement',
  account: 'Account',
}

interface Line {
  readonly key: string
  readonly d: string
  readonly path: number
}

/** Curves between measured boxes. Several lines into one side of a box are spread over it, so that none is hidden. */
function linesOf(box: HTMLElement, edges: readonly Edge[]): Line[] {
  const origin = box.getBoundingClientRect()
  const measured = new Map<string, DOMRect>()
  for (const element of box.querySelectorAll<HTMLElement>('[data-node]'))
    measured.set(element.dataset.node as string, element.getBoundingClientRect())
  const spread = (edge: Edge, side: 'from' | 'to'): number => {
    const same = edges.filter((other) => other[side] === edge[side])
    return (same.indexOf(edge) + 1) / (same.length + 1)
  }
  return edges.flatMap((edge) => {
    const from = measured.get(edge.from)
    const to = measured.get(edge.to)
    if (!from || !to) return []
    const key = `${edge.from}→${edge.to}`
    if (Math.abs(from.left - to.left) < 2) {
      const x = from.left - origin.left + 20
      const [start, end] = from.top < to.top ? [from.bottom, to.top] : [from.top, to.bottom]
      return [{ key, path: edge.path, d: `M${x} ${start - origin.top}L${x} ${end - origin.top}` }]
    }
    const x1 = from.right - origin.left
    const y1 =
      from.top -
      origin.top +
      from.height * (edges.filter((e) => e.from === edge.from).length > 1 ? spread(edge, 'from') : 0.5)
    const x2 = to.left - origin.left
    const y2 = to.top - origin.top + to.height * spread(edge, 'to')
    const bend = Math.max(10, (x2 - x1) / 2)
    return [{ key, path: edge.path, d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }]
  })
}
