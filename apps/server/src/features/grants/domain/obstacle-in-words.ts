import type { Obstacle } from '@remit/engine'
import { unreachable } from '@remit/kernel'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** What keeps a reason from holding, for whoever asks why not. */
export function obstacleInWords(obstacle: Obstacle): string {
  switch (obstacle.is) {
    case 'lifecycle':
      return obstacle.state === 'left'
        ? 'has left'
        : obstacle.state === 'pre-hire'
          ? 'has not started yet'
          : 'is on leave'
    case 'condition':
      return obstacle.answer === 'unknown' ? `cannot be told: ${obstacle.text}` : `is not so: ${obstacle.text}`
    case 'not-yet':
      return `begins on ${day(obstacle.from)}`
    case 'over':
      return `ended on ${day(obstacle.until)}`
    case 'exclusion':
      return obstacle.until === null ? 'is excluded' : `is excluded until ${day(obstacle.until)}`
    default:
      return unreachable(obstacle)
  }
}
