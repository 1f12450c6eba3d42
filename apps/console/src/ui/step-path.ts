interface Frame {
  readonly from: number
  readonly until: number
  readonly width: number
  readonly height: number
}

/** Steps of a count that holds until it changes, as an SVG line and the area under it. Zero is the bottom. */
export function stepPath(
  points: readonly { readonly at: number; readonly value: number }[],
  frame: Frame,
): { readonly line: string; readonly area: string } {
  if (points.length === 0 || frame.width === 0) return { line: '', area: '' }
  const top = Math.max(1, ...points.map((point) => point.value))
  const x = (at: number): number => round(((at - frame.from) / (frame.until - frame.from)) * frame.width)
  const y = (value: number): number => round(frame.height - (value / top) * frame.height)
  const sorted = points.toSorted((a, b) => a.at - b.at)
  const first = sorted[0] as (typeof sorted)[number]
  const steps = sorted.slice(1).map((point) => `H${x(point.at)}V${y(point.value)}`)
  const line = `M${x(first.at)} ${y(first.value)}${steps.join('')}H${round(frame.width)}`
  return { line, area: `${line}V${frame.height}H${x(first.at)}Z` }
}

const round = (n: number): number => Math.round(n * 10) / 10
