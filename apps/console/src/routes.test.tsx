import { describe, expect, it } from 'vitest'
import { steps } from './features/start/steps.ts'
import { navigation } from './frame/navigation.ts'
import { createConsoleRouter } from './routes.tsx'

describe('every place that is linked to', () => {
  const { routesByPath } = createConsoleRouter()
  it.each(navigation(undefined).flatMap((section) => section.items.map((item) => item.href)))(
    '%s in the navigation exists',
    (href) => expect(Object.keys(routesByPath)).toContain(href),
  )
  it.each(steps.flatMap((step) => step.links.map((link) => link.href)))('%s in the tour exists', (href) => {
    const path = new URL(href, 'http://remit.example').pathname
    expect(Object.keys(routesByPath).some((known) => matches(known, path))).toBe(true)
  })
  it('would miss a place that is not there', () =>
    expect(Object.keys(routesByPath).some((known) => matches(known, '/nowhere'))).toBe(false))
})

/** Whether a path is one of a route, whose parts that begin with $ stand for anything. */
function matches(route: string, path: string): boolean {
  const [wanted, given] = [route.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('$') || part === given[at])
}
