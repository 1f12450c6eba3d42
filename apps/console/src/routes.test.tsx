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
  it.each(steps.flatMap((step) => step.links.map((link) => link.href)))('%s in the tour exists', (href) =>
    expect(Object.keys(routesByPath)).toContain(href),
  )
})
