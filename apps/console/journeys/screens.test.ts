import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Acme, openAcme, type Shown } from './acme.ts'
import { whyNoBrowser } from './browser.ts'
import { crowd } from './crowd.ts'
import { found, PLACES } from './places.ts'

const why = whyNoBrowser()

describe.skipIf(why !== null)(`the console${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let acme: Acme
  let shown: Shown
  beforeAll(async () => {
    acme = await openAcme()
    shown = await acme.open()
  })
  afterAll(() => acme?.close())

  describe('the screen', () => {
    it.each(PLACES)('%s', async (place) => {
      const { page, watch } = shown
      await watch.open(await found(acme.remit, place))
      expect.soft(watch.problems).toEqual([])
      expect.soft(await page.title()).toMatch(/^.+ · Remit$/)
      expect.soft(await page.locator('h1').count()).toBe(1)
      expect.soft(await barriers(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect.soft(await barriers(page, ['color-contrast'])).toEqual([])
      await page.emulateMedia({ colorScheme: 'light' })
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        // What measures its place redraws a moment later.
        await expect.poll(() => page.evaluate(sidewaysScrollers), { message: `${width} wide` }).toEqual([])
      }
    })
  })

  describe.each([
    ['/identities', 'State'],
    ['/entitlements', 'Application'],
    ['/devices', 'Trust'],
    ['/provisioning', 'Application'],
    ['/audit', 'Kind of change'],
    ['/applications/ledgerly/differences', 'Kind'],
  ])('the list %s', (place, filter) => {
    it(`is the same after a reload when ${filter} is chosen`, async () => {
      const { page, watch } = shown
      await watch.open(place)
      const all = await rowsOf(page)
      const choice = page.getByLabel(filter, { exact: true })
      await choice.selectOption({ index: 1 })
      await expect.poll(() => new URL(page.url()).search).not.toBe('')
      await watch.rest()
      const [chosen, rows] = [await choice.inputValue(), await rowsOf(page)]
      expect(rows).not.toEqual(all)
      await watch.open(page.url())
      await expect.poll(() => rowsOf(page)).toEqual(rows)
      expect(await choice.inputValue()).toBe(chosen)
      expect(watch.problems).toEqual([])
    })
  })

  it('sorts by a heading, searches by a key, and keeps both in the address', async () => {
    const { page, watch } = shown
    await watch.open('/identities')
    const first = (await rowsOf(page))[0]
    await page.getByRole('button', { name: 'Name' }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('brandt')
    await expect.poll(() => page.url()).toContain('sort=-displayName&q=brandt')
    await watch.rest()
    const rows = await rowsOf(page)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows[0]).not.toBe(first)
    await watch.open(page.url())
    await expect.poll(() => rowsOf(page)).toEqual(rows)
  })

  it('reads on where a list ends, and comes back to the row one left', async () => {
    const { page, watch } = shown
    const asked: string[] = []
    await crowd(acme.remit, 600)
    page.on('request', (request) => request.url().includes('cursor=') && asked.push(request.url()))
    await watch.open('/identities')
    await page.getByRole('grid').focus()
    for (let window = 0; window < 3; window++) {
      await page.keyboard.press('End')
      await watch.rest()
    }
    expect(asked.length).toBeGreaterThanOrEqual(2)
    const active = await activeRow(page)
    expect(Number(active)).toBeGreaterThan(400)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toMatch(/identities\/.+/)
    await watch.rest()
    await page.goBack()
    await expect.poll(() => activeRow(page)).toBe(active)
    expect(watch.problems).toEqual([])
  })
})

/** What axe finds, as one line for each element. */
async function barriers(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const look = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false })
  const { violations } = await (rules ? look.withRules([...rules]) : look).analyze()
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id} (${one.impact}): ${node.html.slice(0, 160)}`))
}

/** The page and its main part, if they are wider than they can show. */
function sidewaysScrollers(): readonly string[] {
  return [document.documentElement, ...document.querySelectorAll('main')]
    .filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => `${one.tagName} is ${one.scrollWidth} of ${one.clientWidth}`)
}

/** The rows of a list as they read; the first line of the grid names its columns. */
const rowsOf = async (page: Page): Promise<readonly string[]> =>
  (await page.getByRole('grid').getByRole('row').allInnerTexts()).slice(1)

/** The number of the row that the keys are on, as it is told to assistive technology. */
const activeRow = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => {
    const named = document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant')
    return named ? document.getElementById(named)?.getAttribute('aria-rowindex') : null
  })
