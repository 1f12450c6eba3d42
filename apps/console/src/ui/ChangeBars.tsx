import { useRef } from 'react'
import { count, shortDay } from '../lib/format.ts'
import styles from './ChangeBars.module.css'
import { useSize } from './use-size.ts'

interface Day {
  readonly day: string
  readonly opened: number
  readonly closed: number
}

const leastHeight = 176
const dates = 20
const gutter = 40

/** What came above the line, what went below it, a bar a day. The same numbers are a table for those who listen. */
export function ChangeBars({
  label,
  days,
  words,
}: {
  readonly label: string
  readonly days: readonly Day[]
  readonly words: { readonly opened: string; readonly closed: string }
}) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height: given } = useSize(box)
  const height = Math.max(leastHeight, given) - dates
  const top = niceTop(Math.max(1, ...days.flatMap((day) => [day.opened, day.closed])))
  const half = height / 2
  const track = Math.max(0, width - gutter) / Math.max(1, days.length)
  const bar = Math.max(2, Math.min(12, track * 0.62))
  const scale = (n: number): number => (n / top) * (half - 8)
  const every = Math.max(1, Math.ceil(days.length / 5))
  return (
    <div ref={box} className={styles.bars}>
      <svg width={width} height={height + dates} aria-hidden="true">
        {[-1, -0.5, 0, 0.5, 1].map((part) => (
          <g key={part} transform={`translate(0 ${half - part * (half - 8)})`}>
            <line x1={gutter} x2={width} className={part === 0 ? styles.zero : styles.grid} />
            <text x={gutter - 8} y={4} textAnchor="end">
              {count(Math.abs(part) * top)}
            </text>
          </g>
        ))}
        {days.map((day, n) => (
          <g key={day.day} transform={`translate(${gutter + n * track + (track - bar) / 2} 0)`}>
            <rect
              y={half - scale(day.opened)}
              width={bar}
              height={scale(day.opened)}
              rx={1.5}
              className={styles.opened}
            />
            <rect y={half} width={bar} height={scale(day.closed)} rx={1.5} className={styles.closed} />
            {n % every === 0 && (
              <text x={bar / 2} y={height + 14} textAnchor={n === 0 ? 'start' : 'middle'}>
                {shortDay(Date.parse(day.day))}
              </text>
            )}
          </g>
        ))}
      </svg>
      <table className="visually-hidden">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th>Day</th>
            <th>{words.opened}</th>
            <th>{words.closed}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th>{shortDay(Date.parse(day.day))}</th>
              <td>{day.opened}</td>
              <td>{day.closed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The next of 2, 4, 10, 20, 40, 100, …: halves of it are whole. */
function niceTop(most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [2, 4, 10]) if (step * power >= most) return step * power
}

export function Legend({
  items,
}: {
  readonly items: readonly (readonly [tone: 'opened' | 'closed', title: string])[]
}) {
  return (
    <span className={styles.legend} aria-hidden="true">
      {items.map(([tone, title]) => (
        <span key={tone}>
          <i className={styles[tone]} />
          {title}
        </span>
      ))}
    </span>
  )
}
