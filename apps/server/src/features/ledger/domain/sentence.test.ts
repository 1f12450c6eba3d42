import { describe, expect, it } from 'vitest'
import { sentenceOf } from './sentence.ts'

describe('an entry in words', () => {
  it('says who gained what, by name, and how many more', () =>
    expect(
      sentenceOf(
        'identity.grants-changed',
        'recompute',
        { displayName: 'Ada Lovelace', opened: ['a/1', 'a/2', 'a/3'], openedCount: 5, closed: ['b/1'], closedCount: 1 },
        'id',
      ),
    ).toBe('Ada Lovelace gained a/1, a/2, a/3 and 2 more and lost b/1.'))
  it('names who decided, until when and why', () =>
    expect(
      sentenceOf(
        'assignment.made',
        'eve',
        { name: 'ada', gives: 'books/pay', until: '2026-04-01T00:00:00Z', justification: 'cover' },
        'id',
      ),
    ).toBe('eve gave ada books/pay until 2026-04-01, reason: cover.'))
  it('tells of a target by what was seen there', () => {
    const detail = { kind: 'addEntitlement', entitlement: 'crm/read', identity: 'ada', application: 'crm' }
    expect(sentenceOf('operation.verified', 'provisioning', detail, 'id')).toBe(
      'crm/read added for ada was seen to be so in crm.',
    )
    expect(
      sentenceOf(
        'operation.declined',
        'provisioning',
        { kind: 'createAccount', identity: 'ada', application: 'crm', why: 'no seat' },
        'id',
      ),
    ).toBe('crm declined: ada: a new account: no seat.')
  })
  it('prefers the words the entry brings itself', () =>
    expect(sentenceOf('x.y', 'eve', { sentence: 'So it was.' }, 'id')).toBe('So it was.'))
  it('says something readable of what it does not know', () =>
    expect(sentenceOf('source-run.paused', 'hr', { why: 'too many left' }, 'hr')).toBe(
      'hr: source run hr paused (too many left).',
    ))
})
