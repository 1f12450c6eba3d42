import type { Page } from 'playwright-core'

export interface Watch {
  /** Since a place was opened, in words: what broke, what the policy stopped, what the server refused. */
  readonly problems: readonly string[]
  /** The same since the window was opened. */
  readonly ever: readonly string[]
  /** Opens a place and waits until the page has a heading and asks the server nothing any more. */
  open(place: string): Promise<void>
  /** Until nothing has been asked for a moment. */
  rest(): Promise<void>
}

declare global {
  interface Window {
    /** What foreign strings call if they run. */
    ran: (what: string) => void
    violated: (directive: string) => void
  }
}

/** Long enough for an answer to lead to the next question; milliseconds. */
const MOMENT = 250

/**
 * Sees from outside what a page must never do: throw, complain on its console, break the content security policy, run
 * a string that came from data, or ask for what it is refused.
 */
export async function watch(page: Page): Promise<Watch> {
  const problems: string[] = []
  const ever: string[] = []
  const tell = (problem: string): void => {
    problems.push(problem)
    ever.push(problem)
  }
  await page.exposeFunction('ran', (what: string) => tell(`a foreign string ran: ${what}`))
  await page.exposeFunction('violated', (directive: string) => tell(`policy broken: ${directive}`))
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violated(`${event.effectiveDirective} by ${event.blockedURI}`),
    ),
  )
  page.on('pageerror', (error) => tell(`thrown: ${error.message}`))
  page.on('dialog', (dialog) => {
    tell(`a dialog asked: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tell(`console: ${message.text()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 400) tell(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
  })

  const asked = new Set<object>()
  let quietSince = 0
  page.on('request', (request) => asked.add(request))
  const ended = (request: object): void => {
    asked.delete(request)
    quietSince = performance.now()
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  // What a page left behind is never answered.
  page.on('framenavigated', (frame) => frame.parentFrame() === null && asked.clear())
  const rest = async (): Promise<void> => {
    // A slow machine may not have begun to ask.
    quietSince = performance.now()
    while (asked.size > 0 || performance.now() - quietSince < MOMENT) await new Promise((turn) => setTimeout(turn, 25))
  }
  return {
    problems,
    ever,
    rest,
    async open(place) {
      problems.length = 0
      await page.goto(place)
      await page.locator('h1').first().waitFor()
      await rest()
    },
  }
}
