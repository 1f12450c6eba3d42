import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../lib/contract.ts'
import { PlanView } from './PlanView.tsx'

const plan: Plan = {
  id: '1',
  hash: '7eea19d5d92500',
  title: 'Rule Engineering',
  state: 'draft',
  steps: [{ kind: 'rule', name: 'engineers', change: 'change', before: { when: 'a' }, after: { when: 'b' } }],
  findings: [],
  impact: { people: 13, gains: 36, losses: 20, unchanged: 180, bootstrap: false, perApplication: [] },
  needs: [],
  needsSecondPerson: false,
  madeAt: '2026-03-14T12:00:00Z',
  madeBy: 'ada',
  appliedAt: null,
  appliedBy: null,
  reverts: null,
}
const shown = (change: Partial<Plan>, me = 'bea') =>
  renderToStaticMarkup(
    <PlanView
      plan={{ ...plan, ...change }}
      me={me}
      direction="gain"
      onDirection={() => {}}
      effects={null}
      reverting={false}
      onApply={() => {}}
      onRevert={() => {}}
    />,
  )
const button = (markup: string, word: string): string | undefined =>
  markup.match(/<button[^>]*>.*?<\/button>/g)?.find((one) => one.includes(word))

describe('a plan', () => {
  it('says on its button how many people it touches', () => expect(shown({})).toContain('Apply to 13 people'))
  it('asks for approval when a second person is needed, and says why', () => {
    const markup = shown({ needsSecondPerson: true, needs: ['It gives its maker something.'] })
    expect(markup).toContain('Request approval')
    expect(markup).toContain('It gives its maker something.')
  })
  it('that waits can be applied by somebody else, and not by its maker', () => {
    const waiting = { state: 'waiting', needsSecondPerson: true, needs: ['The brake holds it.'] } as const
    expect(button(shown(waiting, 'bea'), 'Apply')).not.toContain('disabled')
    expect(button(shown(waiting, 'ada'), 'Apply')).toContain('disabled')
    expect(shown(waiting)).toContain('The brake holds it.')
  })
  it('cannot be applied while a finding stops it', () =>
    expect(
      button(
        shown({
          findings: [
            { check: 'shape', severity: 'error', kind: 'rule', name: 'x', at: 'when', message: 'No such attribute' },
          ],
        }),
        'Apply',
      ),
    ).toContain('disabled'))
  it('can be applied when the finding only warns', () =>
    expect(
      button(
        shown({
          findings: [
            { check: 'owner', severity: 'warning', kind: 'rule', name: 'x', at: '', message: 'Nobody answers' },
          ],
        }),
        'Apply',
      ),
    ).not.toContain('disabled'))
  it('can be reverted once it is applied, and applied no more', () => {
    const markup = shown({ state: 'applied', appliedAt: '2026-03-14T12:05:00Z', appliedBy: 'ada' })
    expect(markup).toContain('Revert this plan')
    expect(markup).not.toContain('Apply to')
  })
})
