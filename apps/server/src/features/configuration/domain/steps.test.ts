import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import type { Configurable, Managed } from '../../../platform/configurable.ts'
import { hashOf, inverse, stepsTo, type Wanted, wantedBy } from './steps.ts'

const role: Configurable = {
  kind: 'role',
  order: 40,
  schema: Type.Object({
    kind: Type.Literal('role'),
    name: Type.String(),
    risk: Type.Optional(Type.String({ default: 'low' })),
  }),
  list: async () => [],
  check: () => [],
  save: async () => {},
  remove: async () => null,
}
const kinds = new Map([['role', role]])
const doc = (name: string, more: object = {}) => ({ kind: 'role', name, ...more })
const inForce = (...all: Managed[]) => new Map([['role', new Map(all.map((one) => [one.document.name, one]))]])
const wants = (more: Partial<Wanted>): Wanted => ({
  written: [],
  removed: [],
  complete: false,
  managedBy: 'files',
  ...more,
})

describe('the steps to what is wanted', () => {
  it('are none when it is in force', () =>
    expect(
      stepsTo(
        wants({ written: [{ document: doc('a', { risk: 'low' }) }], complete: true }),
        inForce({ document: doc('a'), managedBy: 'files' }),
        kinds,
      ).steps,
    ).toEqual([]))
  it('remove what files said before and say no more, and nothing that others manage', () =>
    expect(
      stepsTo(
        wants({ complete: true }),
        inForce(
          { document: doc('a'), managedBy: 'files' },
          { document: doc('b'), managedBy: 'console' },
          { document: doc('c'), managedBy: 'built-in' },
        ),
        kinds,
      ).steps.map((step) => step.name),
    ).toEqual(['a']))
  it('never let the console change what files manage', () => {
    const { steps, findings } = stepsTo(
      wants({ managedBy: 'console', written: [{ document: doc('a', { risk: 'high' }) }] }),
      inForce({ document: doc('a'), managedBy: 'files' }),
      kinds,
    )
    expect(steps).toEqual([])
    expect(findings).toMatchObject([{ check: 'managed-by-files', severity: 'error' }])
  })
  it('tell of a document written twice, and where the other stands', () =>
    expect(
      stepsTo(
        wants({
          written: [
            { document: doc('a'), file: 'x.yaml', line: 1 },
            { document: doc('a'), file: 'y.yaml', line: 4 },
          ],
        }),
        new Map(),
        kinds,
      ).findings[0]?.message,
    ).toContain('x.yaml:1'))
  it('are none where only the target knows better', () =>
    expect(
      stepsTo(
        wants({ written: [{ document: doc('a', { nativeId: 'guess' }) }] }),
        inForce({ document: doc('a'), managedBy: 'files', settled: ['nativeId'] }),
        kinds,
      ).steps,
    ).toEqual([]))
  it('have a hash that changes with what is in force', () => {
    const to = (...all: Managed[]) =>
      hashOf(stepsTo(wants({ written: [{ document: doc('a', { risk: 'high' }) }] }), inForce(...all), kinds).steps)
    expect(to({ document: doc('a'), managedBy: 'files' })).not.toBe(
      to({ document: doc('a', { risk: 'medium' }), managedBy: 'files' }),
    )
  })
  it('can be taken back', () => {
    const before = inForce({ document: doc('a'), managedBy: 'files' }, { document: doc('b'), managedBy: 'files' })
    const { steps } = stepsTo(
      wants({ written: [{ document: doc('a', { risk: 'high' }) }, { document: doc('c') }], complete: true }),
      before,
      kinds,
    )
    const back = inverse(steps)
    expect(back.removed).toEqual([{ kind: 'role', name: 'c' }])
    expect(back.written.map((one) => one.document)).toEqual([doc('a'), doc('b')])
  })
  it('is handed back to the console when files that took it over are taken back', () => {
    const high = doc('a', { risk: 'high' })
    const { steps } = stepsTo(
      wants({ written: [{ document: high }] }),
      inForce({ document: doc('a'), managedBy: 'console' }),
      kinds,
    )
    const taken = inForce({ document: high, managedBy: 'files' })
    const { written, removed } = inverse(steps)
    const back = stepsTo(wants({ written, removed, managedBy: wantedBy(steps) }), taken, kinds)
    expect(back).toMatchObject({ findings: [], steps: [{ managedBefore: 'files', managedBy: 'console' }] })
    expect(wantedBy(back.steps)).toBe('files')
    expect(stepsTo(wants({ written, removed, managedBy: 'console' }), taken, kinds).steps).toEqual([])
  })
})
