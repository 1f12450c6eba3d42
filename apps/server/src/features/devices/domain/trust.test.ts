import { type Instant, parseInstant } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { isStale, trustOf } from './trust.ts'

const now = parseInstant('2026-03-02T09:00:00Z') as Instant
const yesterday = parseInstant('2026-03-01T09:00:00Z')
const lastYear = parseInstant('2025-03-01T09:00:00Z')

describe('a device is trusted', () => {
  it.each([
    [
      'as compliant when it is managed and complies',
      { managed: true, compliant: true, lastSeen: yesterday },
      'compliant',
    ],
    ['as managed when it does not comply', { managed: true, compliant: false, lastSeen: yesterday }, 'managed'],
    ['as managed when nobody says whether it complies', { managed: true, lastSeen: yesterday }, 'managed'],
    [
      'as managed when it complied, and has been silent since',
      { managed: true, compliant: true, lastSeen: lastYear },
      'managed',
    ],
    ['as registered when that is all that is known', { registered: true, lastSeen: yesterday }, 'registered'],
    ['not at all for saying of itself that it complies', { compliant: true, lastSeen: yesterday }, 'unknown'],
    ['not at all when nothing is known', { lastSeen: null }, 'unknown'],
  ] as const)('%s', (_, posture, trust) => {
    expect(trustOf(posture, now)).toBe(trust)
  })

  it('for thirty days after it was seen', () => {
    expect(isStale(parseInstant('2026-01-31T09:00:01Z'), now)).toBe(false)
    expect(isStale(parseInstant('2026-01-31T09:00:00Z'), now)).toBe(true)
  })
})
