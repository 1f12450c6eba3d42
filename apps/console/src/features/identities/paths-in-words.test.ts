import { describe, expect, it } from 'vitest'
import { pathsInWords } from './paths-in-words.ts'

const reason = (...path: Parameters<typeof pathsInWords>[0][number]['path']) => ({
  kind: 'rule' as const,
  id: 'r',
  label: 'Rule r matches',
  until: null,
  origin: 'rule',
  path,
})
const steps = (...path: Parameters<typeof pathsInWords>[0][number]['path']) => pathsInWords([reason(...path)])[0]?.steps

describe('a reason as the graph draws it', () => {
  it('joins a fact and its value', () =>
    expect(steps({ kind: 'attribute', id: 'costCenter', label: 'costCenter', detail: 'F-02' })?.[0]?.label).toBe(
      'Cost center: F-02',
    ))
  it('draws a fact that nobody knows as unknown, and never leaves it out', () =>
    expect(steps({ kind: 'attribute', id: 'team', label: 'team', detail: 'unknown' })).toMatchObject([
      { unknown: true },
    ]))
  it('parts an entitlement from its application', () =>
    expect(steps({ kind: 'entitlement', id: 'e', label: 'code/read-all', detail: '' })).toMatchObject([
      { origin: 'code', label: 'read-all' },
    ]))
  it('uses the title people know where there is one', () =>
    expect(
      pathsInWords([reason({ kind: 'entitlement', id: 'e', label: 'code/read-all', detail: '' })], {
        name: 'code/read-all',
        title: 'Read all',
        application: 'Code',
      })[0]?.steps,
    ).toMatchObject([{ origin: 'Code', label: 'Read all', detail: 'code/read-all' }]))
})
