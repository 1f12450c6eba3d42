import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { steps } from './steps.ts'
import { Tour } from './Tour.tsx'

describe('the guided tour', () => {
  it('takes ten minutes', () => expect(steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(10))
  it('leads somewhere at every step', () => expect(steps.every((step) => step.links.length > 0)).toBe(true))
  it('counts what was seen', () =>
    expect(
      renderToStaticMarkup(<Tour steps={steps} overview={undefined} seen={new Set(['why'])} onSee={() => {}} />),
    ).toContain(`1 of ${steps.length} seen`))
})
