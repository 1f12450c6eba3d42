import { useMemo, useRef } from 'react'
import { exact, shortDay, shortMonth, timeOfDay } from '../lib/format.ts'
import { classes } from './classes.ts'
import { stepPath } from './step-path.ts'
import styles from './Timeline.module.css'
import { useSize } from './use-size.ts'

export interface TimelineEvent {
  readonly at: string
  readonly title: string
  readonly tone: 'grant' | 'revoke' | 'info' | 'accent' | 'conflict'
}

interface TimelineProps {
  readonly label: string
  readonly points: readonly { readonly at: string; readonly value: number }[]
  readonly events: readonly TimelineEvent[]
  readonly now: number
  /** `null` is now. */
  readonly at: string | null
  readonly onMove: (at: string | null) => void
}

const height = 44
const hourLong = 3_600_000
const dayLong = 24 * hourLong
/** How finely the slider can be moved: one press of an arrow. */
const presses = 400

/** A count over time as steps, with what happened beneath, and a native slider over it. */
export function Timeline({ label, points, events, now, at, onMove }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const first = Math.min(
    now,
    ...points.map((point) => Date.parse(point.at)),
    ...events.map((event) => Date.parse(event.at)),
  )
  // A little before the first thing known, so that it can be seen to begin.
  const start = now - Math.max(hourLong, (now - first) * 1.04)
  const step = (now - start) / presses
  const chart = useMemo(
    () =>
      stepPath(
        points.map((point) => ({ at: Date.parse(point.at), value: point.value })),
        { from: start, until: now, width, height: height - 6 },
      ),
    [points, start, now, width],
  )
  const x = (time: number): number => Math.min(1, (time - start) / (now - start)) * width
  const chosen = at === null ? now : Math.min(now, Math.max(start, Date.parse(at)))
  const ticks = Array.from({ length: 7 }, (_, n) => start + ((now - start) * n) / 6)
  return (
    <div ref={box} className={styles.timeline}>
      <div className={styles.chart}>
        <svg width={width} height={height} aria-hidden="true">
          <path d={chart.area} transform="translate(0 4)" className={styles.area} />
          <path d={chart.line} transform="translate(0 4)" className={styles.line} />
          {events.map((event) => (
            <circle
              key={event.at + event.title}
              cx={x(Date.parse(event.at))}
              cy={height - 4}
              r={4}
              className={classes(styles.event, styles[event.tone])}
            />
          ))}
          <line x1={x(chosen)} x2={x(chosen)} y1={2} y2={height} className={styles.hand} />
          <circle cx={x(chosen)} cy={3} r={3} className={styles.knob} />
        </svg>
        <input
          type="range"
          aria-label={label}
          aria-valuetext={at === null ? 'Now' : exact(at)}
          min={start}
          max={now}
          step={step}
          value={chosen}
          onChange={(event) => {
            const moved = Number(event.target.value)
            onMove(moved >= now - step ? null : new Date(moved).toISOString())
          }}
        />
      </div>
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick}>{tickOf(tick, now - start)}</span>
        ))}
      </div>
    </div>
  )
}

/** As fine as the span asks for: a time within two days, a day within four months, else a month. */
function tickOf(at: number, span: number): string {
  if (span < 2 * dayLong) return timeOfDay(new Date(at).toISOString())
  return span < 120 * dayLong ? shortDay(at) : shortMonth(at)
}
