import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Async, type Loadable } from './Async.tsx'

const shown = (of: Loadable<string>) =>
  renderToStaticMarkup(
    <Async of={of} whenEmpty="Nothing waits for you.">
      {(value) => <p>{value}</p>}
    </Async>,
  )
const failed = {
  is: 'failed',
  title: 'The server does not answer',
  detail: 'Nothing was changed.',
  reference: 'req-7',
  retry: () => {},
} as const

describe('what is loaded', () => {
  it('shows no skeleton at once: it would only flash', () => expect(shown({ is: 'loading' })).not.toContain('span'))
  it('says what failed, what it means, and the reference to ask with', () => {
    expect(shown(failed)).toContain('The server does not answer')
    expect(shown(failed)).toContain('req-7')
  })
  it('offers to ask again only where that can help', () => {
    expect(shown(failed)).toContain('Retry')
    expect(shown({ ...failed, retry: undefined })).not.toContain('Retry')
  })
  it('says why it is empty', () => expect(shown({ is: 'empty' })).toContain('Nothing waits for you.'))
  it('is here', () => expect(shown({ is: 'here', value: 'Ada' })).toContain('<p>Ada</p>'))
  it('says when it is old', () =>
    expect(shown({ is: 'here', value: 'Ada', staleSince: '2026-03-14T12:00:00Z' })).toContain('Showing data from'))
})
