import { minutes } from '@remit/kernel'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Acme, NAME, openAcme, PASSWORD, type Shown } from './acme.ts'
import { whyNoBrowser } from './browser.ts'

const why = whyNoBrowser()

/** Stefan Brandt is in Accounting; this personnel number makes one exception of him. */
const WITH_STEFAN = 'identity.type == "employee" && (identity.team == "Platform" || identity.employeeNumber == "E1105")'

describe.skipIf(why !== null)(`somebody new to Acme${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let acme: Acme
  let shown: Shown
  let page: Page
  beforeAll(async () => {
    acme = await openAcme()
    // So that there is a past to look at.
    acme.remit.platform.clock.pass(minutes(30))
    shown = await acme.openSignedOut()
    page = shown.page
  })
  afterAll(() => acme?.close())

  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Presses a button as somebody without a mouse would. */
  const activate = async (target: Locator): Promise<void> => {
    // A button that is busy with what was done before takes no Enter.
    await target.click({ trial: true })
    await target.focus()
    await press('Enter')
  }
  const applyThePlan = async (): Promise<void> => {
    await activate(button(/^Apply to 1 person$/))
    await page.getByRole('dialog').getByRole('button', { name: 'Apply to 1 person' }).press('Enter')
    await button('Revert this plan').waitFor()
  }

  it('makes an administrator of themselves by the link, with the keyboard alone', async () => {
    await page.goto(await acme.setupLink())
    await page.getByLabel('Name').waitFor()
    await page.keyboard.type(NAME)
    await press('Tab')
    await page.keyboard.type(PASSWORD)
    await press('Tab')
    await page.keyboard.type(PASSWORD)
    await press('Enter')
    await heading('Guided tour').waitFor()
  })

  it('goes to the overview with two keys, and finds themselves at the start of the page', async () => {
    await press('g', 'o')
    await heading('Overview').waitFor()
    expect(await page.title()).toBe('Overview · Remit')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it('skips the navigation', async () => {
    await shown.watch.open('/overview')
    await press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page')
    await press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it('finds a person by a few letters', async () => {
    await press('Control+k')
    await page.keyboard.type('stefan.brandt')
    await page.getByRole('option', { name: /Stefan Brandt/, selected: true }).waitFor()
    await press('Enter')
    await heading('Stefan Brandt').waitFor()
  })

  it('reads why he has something, and walks through the rest with the arrows', async () => {
    await shown.watch.open('/identities/stefan.brandt?grant=ledgerly/payment-approval')
    const question = page.getByRole('heading', { name: /^Why does Stefan/ })
    const asked = await question.textContent()
    expect(asked).toMatch(/approv/i)
    expect(await page.getByLabel('Ways it is held').innerText()).toContain('Senior Controller')
    await page.getByRole('listbox', { name: 'Grants' }).focus()
    await press('ArrowDown')
    await expect.poll(() => question.textContent()).not.toBe(asked)
    expect(page.url()).toContain('grant=')
  })

  it('builds on a rule and sees at once whom that would touch', async () => {
    await shown.watch.open('/rules/platform-team')
    const impact = page.getByRole('region', { name: 'What this change does' })
    await page.getByLabel('Condition 2: value').fill('Data')
    await impact.getByText('grants gained').waitFor()
    await expect.poll(() => impact.innerText()).toMatch(/Computed on live data/)
    const first = await impact.innerText()
    await page.getByLabel('Condition 2: value').fill('Mobile')
    await expect.poll(() => numbersOf(impact)).not.toEqual(first.match(/[+−]\d+/g))
    await button('Discard change').click()
  })

  it('writes the rule as text, and the one person it means is named', async () => {
    const impact = page.getByRole('region', { name: 'What this change does' })
    await page.getByRole('textbox', { name: 'Who gets it' }).click()
    await press('Control+a')
    await page.keyboard.insertText(WITH_STEFAN)
    await impact.getByRole('list', { name: 'Gains' }).getByText('Stefan Brandt').first().waitFor()
    await expect.poll(() => impact.innerText()).toMatch(/person affected\s+1/)
  })

  it('plans and applies it, and the application is read back', async () => {
    expect(acme.members('code', 'platform-write')).not.toContain('stefan.brandt')
    await activate(button('Plan this change'))
    await heading(/^Rule /).waitFor()
    await applyThePlan()
    await shown.watch.open('/provisioning?application=code&identity=stefan.brandt')
    await readBack(page)
    expect(acme.members('code', 'platform-write')).toContain('stefan.brandt')
  })

  it('looks a little back, when he did not have it', async () => {
    await shown.watch.open('/identities/stefan.brandt')
    const has = page.getByRole('option', { name: /platform repositories/i })
    await has.first().waitFor()
    await page.getByRole('slider', { name: 'As of' }).focus()
    await press('PageDown', 'PageDown')
    await page.getByText('Read only.').waitFor()
    await expect.poll(() => has.count()).toBe(0)
    expect(page.url()).toContain('asof=')
    await activate(button('Back to now'))
    await has.first().waitFor()
  })

  it('takes the plan back as one', async () => {
    await shown.watch.open('/plans')
    await page.getByRole('grid').focus()
    await press('Enter')
    await activate(button('Revert this plan'))
    await page.getByText('Takes back').waitFor()
    await applyThePlan()
    await expect.poll(() => acme.members('code', 'platform-write'), WHILE).not.toContain('stefan.brandt')
  })

  it('decides who somebody is, and undoes it', async () => {
    await shown.watch.open('/cases')
    await page.getByRole('grid').focus()
    await press('Enter')
    await heading('Ravi Menon').waitFor()
    await activate(button('This is Ravi Menon'))
    await activate(button('Undo this decision'))
    await button('This is Ravi Menon').waitFor()
  })

  it('adopts a holding that nobody decided, with a reason', async () => {
    await shown.watch.open('/applications/ledgerly/differences?kind=unjustified-holding')
    await dealWith(page, 'Nadia Rahimi', 'Adopt', 'She runs the rollout until spring')
    await page.getByText('1 difference adopted').waitFor()
    await expect.poll(() => rowOf(page, 'Nadia Rahimi').count(), WHILE).toBe(0)
  })

  it('removes another one, and the application no longer has it', async () => {
    expect(acme.members('ledgerly', 'payment-preparation')).toContain('tomas.ferreira')
    await shown.watch.open('/applications/ledgerly/differences?kind=unjustified-holding')
    await dealWith(page, 'Tomás Ferreira', 'Remove', 'He moved to sales')
    await expect.poll(() => acme.members('ledgerly', 'payment-preparation'), WHILE).not.toContain('tomas.ferreira')
  })

  it('edits two entitlements at once', async () => {
    await shown.watch.open('/entitlements?application=badge')
    await page.getByRole('grid').focus()
    await press('x', 'ArrowDown', 'x')
    await activate(button('Edit 2 entitlements'))
    await page.getByLabel('Labels').fill('reviewed in autumn')
    await press('Enter')
    await page.getByText('2 entitlements changed').waitFor()
    await expect.poll(() => page.getByText('reviewed in autumn').count(), WHILE).toBe(2)
  })

  it('had nothing go wrong on the way', () => {
    expect(shown.watch.ever).toEqual([])
  })

  it('signs out, and comes back to where they wanted to go', async () => {
    await activate(button(new RegExp(NAME)))
    await activate(button('Sign out'))
    await heading('Sign in').waitFor()
    await page.goto('/devices?trust=compliant')
    await page.getByLabel('Name').fill(NAME)
    await page.getByLabel('Password').fill(PASSWORD)
    await press('Enter')
    await heading('Devices').waitFor()
    expect(new URL(page.url()).search).toBe('?trust=compliant')
  })
})

/** Workers take what is queued in their own time. */
const WHILE = { timeout: 20_000 }

const numbersOf = async (impact: Locator): Promise<readonly string[] | null> =>
  (await impact.innerText()).match(/[+−]\d+/g)

const rowOf = (page: Page, text: string): Locator => page.getByRole('row', { name: text })

/** Until the list of operations says of each that the application was read back. */
async function readBack(page: Page): Promise<void> {
  const rows = page.getByRole('grid').getByRole('row')
  await expect
    .poll(async () => {
      await page.reload()
      await rows.nth(1).waitFor()
      return (await rows.allInnerTexts()).slice(1).filter((row) => !row.includes('Verified'))
    }, WHILE)
    .toEqual([])
}

async function dealWith(page: Page, person: string, deed: 'Adopt' | 'Remove', reason: string): Promise<void> {
  await rowOf(page, person).first().getByRole('checkbox').check()
  await page.getByRole('button', { name: `${deed} 1` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: `${deed} 1` }).press('Enter')
}
