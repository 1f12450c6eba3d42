import type { Obstacle } from '@remit/engine'
import { type Instant, parseInstant } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { obstacleInWords } from './obstacle-in-words.ts'

const NOON = parseInstant('2026-03-02T12:00:00Z') as Instant

describe('what is in the way', () => {
  it.each<[Obstacle, string]>([
    [{ is: 'lifecycle', state: 'left' }, 'has left'],
    [{ is: 'lifecycle', state: 'pre-hire' }, 'has not started yet'],
    [{ is: 'lifecycle', state: 'on-leave' }, 'is on leave'],
    [
      { is: 'condition', answer: 'unknown', text: 'identity.grade > 3' } as Obstacle,
      'cannot be told: identity.grade > 3',
    ],
    [
      { is: 'condition', answer: 'false', text: 'identity.grade > 3' } as unknown as Obstacle,
      'is not so: identity.grade > 3',
    ],
    [{ is: 'not-yet', from: NOON } as Obstacle, 'begins on 2026-03-02'],
    [{ is: 'over', until: NOON } as Obstacle, 'ended on 2026-03-02'],
    [{ is: 'exclusion', until: null } as Obstacle, 'is excluded'],
    [{ is: 'exclusion', until: NOON } as Obstacle, 'is excluded until 2026-03-02'],
  ])('%j is said as: %s', (obstacle, words) => expect(obstacleInWords(obstacle)).toBe(words))
})
