import { describe, expect, it } from 'vitest'
import { readBatch, readQuestion } from './question.ts'

const question = {
  subject: { type: 'identity', id: 'ada' },
  action: { name: 'use' },
  resource: { type: 'entitlement', id: 'crm/read' },
}

describe('a question', () => {
  it('ignores what it does not know, and needs no context', () =>
    expect(readQuestion({ ...question, more: 1, subject: { ...question.subject, properties: { x: 1 } } })).toEqual(
      question,
    ))
  it.each([
    [null, 'JSON object'],
    [[], 'JSON object'],
    [{ ...question, subject: undefined }, 'subject must be an object'],
    [{ ...question, resource: { type: 'entitlement' } }, 'resource.id'],
    [{ ...question, action: { name: 5 } }, 'action.name'],
    [{ ...question, context: 'now' }, 'context'],
    [{ ...question, subject: { type: 'identity', id: 'x'.repeat(1001) } }, 'at most 1000'],
  ])('says which member is wrong: %j', (from, says) =>
    expect((readQuestion(from) as { problem: string }).problem).toContain(says),
  )
})

describe('a batch', () => {
  it('without items is a single question', () => {
    expect(readBatch(question)).toBe('single')
    expect(readBatch({ ...question, evaluations: [] })).toBe('single')
  })
  it('replaces whole entities, never merges into them', () => {
    const batch = readBatch({
      subject: { type: 'identity', id: 'ada', properties: { a: 1 } },
      evaluations: [{ subject: { type: 'identity', id: 'bob' } }],
    })
    expect(batch).toMatchObject({ items: [{ subject: { type: 'identity', id: 'bob' } }] })
    expect((batch as unknown as { items: { subject: object }[] }).items[0]!.subject).not.toHaveProperty('properties')
  })
  it('refuses a semantic it does not know', () =>
    expect(readBatch({ evaluations: [{}], options: { evaluations_semantic: 'maybe' } })).toHaveProperty('problem'))
})
