import { type Instant, parseInstant } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Said, StandingClaim } from './claim.ts'
import { differences, mergeClaims, stateAsSaid, wrongInTime } from './person.ts'

const at = (iso: string): Instant => parseInstant(iso)!
const monday = at('2026-03-02')
const tuesday = at('2026-03-03')

const said: fc.Arbitrary<Said> = fc.record(
  {
    displayName: fc.constantFrom('Ada', 'Ben'),
    email: fc.constantFrom('a@example.org', 'b@example.org'),
    status: fc.constantFrom<Required<Said>['status'][]>('active', 'on-leave', 'left'),
    starts: fc.constantFrom('2020-01-01', '2030-01-01'),
    ends: fc.constantFrom('2025-06-30', '2035-06-30'),
    attributes: fc.dictionary(fc.constantFrom('department', 'title'), fc.constantFrom('x', 'y')),
  },
  { requiredKeys: [] },
)
const claims: fc.Arbitrary<StandingClaim[]> = fc.uniqueArray(
  fc.record({
    source: fc.constantFrom('hr', 'directory', 'remit', 'uem'),
    rank: fc.integer({ min: 1, max: 3 }),
    said,
    at: fc.constant(monday),
  }),
  { selector: ({ source }) => source, minLength: 1 },
)

describe('what several sources say', () => {
  it('is the same person in whatever order they were read', () => {
    fc.assert(
      fc.property(claims, (all) => {
        expect(mergeClaims([...all].reverse(), null)).toEqual(mergeClaims(all, null))
      }),
    )
  })

  it('comes field by field from the first by rank that says anything (the slow way)', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const { person, origins } = mergeClaims(all, null)
        const ranked = [...all].sort((a, b) => a.rank - b.rank || a.source.localeCompare(b.source))
        for (const field of ['department', 'title']) {
          const first = ranked.find((claim) => claim.said.attributes?.[field] !== undefined)
          expect(person.attributes[field]).toBe(first?.said.attributes?.[field])
          expect(origins[field]?.source).toBe(first?.source)
        }
        expect(person.status).toBe(ranked.find((claim) => claim.said.status)?.said.status ?? 'active')
      }),
    )
  })

  it('has been said since it was first said, though it is said again', () => {
    const claim = (when: Instant, title: string): StandingClaim => ({
      source: 'hr',
      rank: 1,
      said: { displayName: 'Ada', attributes: { title } },
      at: when,
    })
    const before = mergeClaims([claim(monday, 'Clerk')], null)
    const after = mergeClaims([claim(tuesday, 'Chief')], before)
    expect(after.origins.displayName?.observedAt).toBe('2026-03-02T00:00:00.000Z')
    expect(after.origins.title?.observedAt).toBe('2026-03-03T00:00:00.000Z')
    expect(differences(before.person, after.person)).toEqual(['title'])
  })

  it('leaves somebody as they were, and gone, when nobody says anything any more', () => {
    const before = mergeClaims(
      [{ source: 'hr', rank: 1, said: { displayName: 'Ada', attributes: { title: 'Clerk' } }, at: monday }],
      null,
    )
    expect(mergeClaims([], before).person).toEqual({ ...before.person, status: 'left' })
  })
})

describe('dates', () => {
  it.each([
    ['an unknown zone', { zone: 'Mars/Olympus' }, '"Mars/Olympus" is no time zone; one is Europe/Berlin'],
    ['a day that does not exist', { starts: '2026-02-30' }, '"2026-02-30" is no date; one is 2026-03-31'],
    [
      'an end before the beginning',
      { starts: '2026-03-01', ends: '2026-01-31' },
      'it ends (2026-01-31) before it begins (2026-03-01)',
    ],
    ['one day only, which is nothing wrong', { starts: '2026-03-01', ends: '2026-03-01' }, null],
  ])('with %s', (_, given, problem) => {
    expect(wrongInTime(given)).toBe(problem)
  })

  it('are those of the zone: in Auckland Tuesday has begun while it is Monday in Berlin', () => {
    const now = at('2026-03-02T12:00:00Z')
    expect(stateAsSaid({ starts: '2026-03-03', zone: 'Pacific/Auckland' }, now)).toBe('active')
    expect(stateAsSaid({ starts: '2026-03-03', zone: 'Europe/Berlin' }, now)).toBe('pre-hire')
    expect(stateAsSaid({ status: 'on-leave' }, now)).toBe('on-leave')
    expect(stateAsSaid({ status: 'on-leave', ends: '2026-03-01' }, now)).toBe('left')
  })
})
