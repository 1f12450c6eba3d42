import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Acme, openAcme, type Shown } from './acme.ts'
import { whyNoBrowser } from './browser.ts'
import { crowd } from './crowd.ts'

const why = whyNoBrowser()
const SIZE = 100_000
const WHEEL = 1500

describe.skipIf(why !== null)(`a list of 100,000 identities${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let acme: Acme
  let shown: Shown
  beforeAll(async () => {
    acme = await openAcme()
    await crowd(acme.remit, SIZE)
    shown = await acme.open({ toMeasure: true })
  })
  afterAll(() => acme?.close())

  it('scrolls without standing still, and holds a few thousand rows of it at most', async () => {
    const { page, watch } = shown
    await watch.open('/identities')
    await page.getByRole('grid').hover()
    const frames = page.evaluate(framesOf, 8000)
    for (let turn = 0; turn < 60; turn++) {
      await page.mouse.wheel(0, WHEEL)
      await new Promise((resume) => setTimeout(resume, 100))
    }
    const times = (await frames).toSorted((a, b) => a - b)
    const read = await page.getByRole('grid').getByRole('row').last().getAttribute('aria-rowindex')
    console.log(
      `${times.length} frames: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, longest ${at(times, 1)} ms; at row ${read}; ${await page.getByRole('row').count()} rows drawn`,
    )
    expect(Number(read)).toBeGreaterThan(500)
    expect(await page.getByRole('row').count()).toBeLessThan(100)
    expect(at(times, 0.95)).toBeLessThan(250)
    expect(watch.problems).toEqual([])
  })

  it.each([
    ['the first page', '/identities?limit=200'],
    ['sorted by department', '/identities?limit=200&sort=-department'],
    ['one department', '/identities?limit=200&department=Department%207'],
    ['a search', '/identities?limit=200&q=crowd.99'],
  ])('answers %s quickly', async (_what, url) => {
    const times: number[] = []
    for (let ask = 0; ask < 40; ask++) {
      const began = performance.now()
      await acme.remit.ask('GET', url)
      times.push(performance.now() - began)
    }
    times.sort((a, b) => a - b)
    console.log(`${url}: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`)
    expect(at(times, 0.95)).toBeLessThan(2000)
  })
})

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)

/** How long each frame took, in milliseconds, for so long.  */
function framesOf(length: number): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = []
    let began: number | undefined
    let last: number | undefined
    const next = (now: number): void => {
      began ??= now
      if (last !== undefined) times.push(now - last)
      last = now
      if (now - began < length) requestAnimationFrame(next)
      else resolve(times)
    }
    requestAnimationFrame(next)
  })
}
