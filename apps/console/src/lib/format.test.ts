import { describe, expect, it } from 'vitest'
import { ago, count, dateIn, initials, lastDayIn, percent, plural, shortMoment, signed, spelledOut } from './format.ts'

const now = Date.parse('2026-03-14T12:00:00Z')

describe('a number', () => {
  it('is written out whole', () => expect(count(2418902)).toBe('2,418,902'))
  it('has a real minus sign', () => expect(signed(-41)).toBe('−41'))
  it('has no sign when it is nothing', () => expect(signed(-0)).toBe('0'))
  it('agrees with its noun', () =>
    expect([plural(1, 'entry', 'entries'), plural(2, 'entry', 'entries')]).toEqual(['1 entry', '2 entries']))
})

describe('a share', () => {
  it('has one decimal below ten', () => expect(percent(0.017)).toBe('1.7%'))
  it('is never rounded up to all', () => expect(percent(0.99997)).toBe('99.99%'))
  it('is all only when it is all', () => expect(percent(1)).toBe('100%'))
})

describe('a time', () => {
  it('is told in minutes within the hour', () => expect(ago('2026-03-14T11:56:00Z', now)).toBe('4 min ago'))
  it('may be to come', () => expect(ago('2026-03-14T14:00:00Z', now)).toBe('in 2 h'))
  it('is a day after a month', () => expect(ago('2026-01-02T12:00:00Z', now)).toBe('2 Jan 2026'))
  it('is a time of day today and has its day on any other', () => {
    expect(shortMoment('2026-03-14T05:12:00', Date.parse('2026-03-14T12:00:00'))).toBe('05:12')
    expect(shortMoment('2026-03-13T05:12:00', Date.parse('2026-03-14T12:00:00'))).toBe('13 Mar 2026, 05:12')
  })
})

describe('a day', () => {
  it('is that of where somebody is', () => expect(dateIn('2026-11-29T18:30:00Z', 'Asia/Kolkata')).toBe('30 Nov 2026'))
  it('counts as a whole when it is the last', () =>
    expect(lastDayIn('2026-11-30T00:00:00Z', 'Europe/London')).toBe('29 Nov 2026'))
})

describe('a name', () => {
  it('has the initials of its first and last word', () => expect(initials('Ada King Byron')).toBe('AB'))
  it('has two letters when it is one word', () => expect(initials('code')).toBe('CO'))
  it('of an attribute is spelled out', () => expect(spelledOut('costCenter')).toBe('Cost center'))
})
