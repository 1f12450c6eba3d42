import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOKEN } from '../../server/src/testing/test-remit.ts'
import { type Acme, EXAMPLE, openAcme, type Shown } from './acme.ts'
import { whyNoBrowser } from './browser.ts'

const why = whyNoBrowser()

/** What people and feeds put where a name belongs. Each calls `ran` if anything takes it for more than text. */
const STRINGS: readonly string[] = [
  '<script>ran("script")</script>',
  '<img src=x onerror=ran("onerror")>',
  '<svg onload=ran("onload")>',
  '"><iframe srcdoc="<script>parent.ran(1)</script>">',
  'javascript:ran("link")',
  "'-ran('quote')-'",
  '{{constructor.constructor("ran(1)")()}}',
  '\u202Eevil\u2066 \u200Fbidi',
  'W'.repeat(180),
  'Ḽơᶉëᶆ ȋṕšᶙṁ 👩🏽‍💻 漢字',
]
const nameOf = (number: number): string => `string.${number}`

describe.skipIf(why !== null)(`strings of strangers${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let acme: Acme
  let shown: Shown
  beforeAll(async () => {
    acme = await openAcme()
    shown = await acme.open()
  })
  afterAll(() => acme?.close())

  it('come in with a feed, a plan and assignments', () => bringIn(acme, STRINGS))

  it.each([
    '/identities?q=string.',
    '/identities/string.0/access',
    '/identities/string.1/attributes',
    '/identities/string.2/history',
    '/entitlements?q=ledgerly',
    '/roles',
    '/rules?q=string',
    '/rules/string-4',
    '/plans',
    '/audit',
    '/audit?action=assignment',
    '/explain?who=string.3&what=ledgerly/administrator',
    '/identities?q=%3Cimg%20src%3Dx%20onerror%3Dran(1)%3E',
    '/explain?who=javascript:ran(1)&what=%3Cscript%3Eran(1)%3C/script%3E',
  ])('are text on %s', async (place) => {
    await shown.watch.open(place)
    // That nobody has such a name may be said; anything else may not happen.
    expect.soft(shown.watch.problems.filter((one) => !/404/.test(one))).toEqual([])
    expect(await widerThanThePage(shown.page)).toBe(false)
  })

  it('are shown as they are', async () => {
    await shown.watch.open('/identities?q=string.')
    const grid = shown.page.getByRole('grid')
    for (const text of STRINGS.slice(0, 7)) await expect.poll(() => grid.innerText()).toContain(text)
  })

  it('are text in the palette', async () => {
    await shown.page.keyboard.press('Control+k')
    await shown.page.keyboard.type('string.')
    await shown.page.getByRole('dialog').getByRole('option').first().waitFor()
    await shown.watch.rest()
    expect(shown.watch.problems).toEqual([])
  })

  it('lead nowhere after a sign-in', async () => {
    for (const next of ['javascript:ran(1)', '//evil.example', '/\\evil.example', 'https://evil.example']) {
      await shown.watch.open(`/sign-in?next=${encodeURIComponent(next)}`)
      await shown.page.getByLabel('Name').fill('nobody')
      expect(new URL(shown.page.url()).origin).toBe(acme.url)
    }
  })

  describe('were one of them not text,', () => {
    const plant = async (markup: string): Promise<void> => {
      await shown.watch.open('/overview')
      await shown.page.evaluate((html) => document.querySelector('main')?.insertAdjacentHTML('beforeend', html), markup)
    }
    const seen = (wanted: RegExp) =>
      expect.poll(() => shown.watch.problems).toContainEqual(expect.stringMatching(wanted))

    it('the policy would stop it, and we would see that', async () => {
      await plant(STRINGS[1]!)
      await seen(/^policy broken: script-src-attr/)
    })
    it('a style of its own would be stopped too', async () => {
      await plant('<p style="color: red">')
      await seen(/^policy broken: style-src-attr/)
    })
    it('and a page without the policy would run it, which we would also see', async () => {
      const page = await shown.page.context().newPage()
      const ran: string[] = []
      await page.exposeFunction('ran', (what: string) => ran.push(what))
      await page.setContent(STRINGS[1]!)
      await expect.poll(() => ran).toEqual(['onerror'])
      await page.close()
    })
  })
})

const widerThanThePage = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Brings each string in as a person, a role, a rule, and the justification of an assignment. */
async function bringIn({ remit }: Acme, strings: readonly string[]): Promise<void> {
  const feed = fs.readFileSync(path.join(EXAMPLE, 'hr.csv'), 'utf8').trimEnd().split('\n')
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const rows = strings.map(
    (text, number) =>
      `S${number},${nameOf(number)},${quoted(text)},s${number}@acme.example,employee,active,${quoted(text)},,${quoted(text)},2,,Berlin,Europe/Berlin,1000,2026-01-01,`,
  )
  const people = feed.slice(0, -1).concat(rows)
  const brought = await remit.http.inject({
    method: 'POST',
    url: '/api/v1/sources/hr/files',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' },
    payload: [...people, `END,${people.length - 1}`, ''].join('\n'),
  })
  const { run } = await remit.ask<{ run: string }>('POST', '/sources/hr/runs', { file: brought.json().file })
  await expect.poll(async () => (await remit.ask('GET', `/runs/${run}`)).state, { timeout: 20_000 }).toBe('applied')

  const changes = strings.flatMap((text, number) => [
    {
      kind: 'role',
      name: `string-${number}`,
      document: {
        kind: 'role',
        name: `string-${number}`,
        title: text,
        description: text,
        entitlements: ['ledgerly/viewer'],
        roles: [],
      },
    },
    {
      kind: 'rule',
      name: `string-${number}`,
      document: {
        kind: 'rule',
        name: `string-${number}`,
        title: text,
        description: text,
        when: `identity.title == ${JSON.stringify(text)}`,
        gives: [`string-${number}`],
      },
    },
  ])
  const plan = await remit.ask<{ id: string; hash: string }>('POST', '/plans', { title: strings[0], changes })
  await remit.ask('POST', `/plans/${plan.id}/apply`, { hash: plan.hash })
  for (const [number, justification] of strings.entries())
    await remit.ask('POST', '/assignments', { identity: nameOf(number), role: 'engineer', justification })
  await remit.settled()
}
