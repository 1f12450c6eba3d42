import { describe, expect, it } from 'vitest'
import { stepPath } from './step-path.ts'

const frame = { from: 0, until: 100, width: 200, height: 40 }

describe('a count over time', () => {
  it('holds until it changes, then steps', () =>
    expect(
      stepPath(
        [
          { at: 0, value: 1 },
          { at: 50, value: 2 },
        ],
        frame,
      ).line,
    ).toBe('M0 20H100V0H200'))
  it('may be told in any order', () =>
    expect(
      stepPath(
        [
          { at: 50, value: 2 },
          { at: 0, value: 1 },
        ],
        frame,
      ),
    ).toEqual(
      stepPath(
        [
          { at: 0, value: 1 },
          { at: 50, value: 2 },
        ],
        frame,
      ),
    ))
  it('is no line while nothing is known', () => expect(stepPath([], frame).line).toBe(''))
  it('is no line before the width is measured', () =>
    expect(stepPath([{ at: 0, value: 1 }], { ...frame, width: 0 }).line).toBe(''))
})
