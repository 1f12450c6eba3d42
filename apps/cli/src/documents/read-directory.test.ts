import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLONE } from '../connection/find-connection.ts'
import { readDirectory, readDocuments } from './read-directory.ts'

const TEXT = `# A comment first.
kind: role
name: reader
entitlements: [notes/readers]
---
kind: rule
name: research
when: identity.department == "Research"
gives:
  - reader
  - writer
`

describe('documents of a file', () => {
  it('know the line they begin in, and the line of each part', () => {
    const { documents } = readDocuments(TEXT, 'a.yaml')
    expect(documents.map(({ line }) => line)).toEqual([2, 6])
    expect(['when', 'gives/1', 'gives/7', 'owner', ''].map(documents[1]!.lineOf)).toEqual([8, 11, 10, 6, 6])
  })

  it('are told with their line when they are broken, and the others are read', () => {
    const { documents, problems } = readDocuments(
      'kind: role\nname: [\n---\nkind: role\nname: b\n---\n- a list\n---\nkind: role\n',
      'b.yaml',
    )
    expect(documents.map(({ document }) => document.name)).toEqual(['b'])
    expect(problems.map(({ line }) => line)).toEqual([3, 7, 9])
    expect(problems[2]!.message).toBe('a document says its name; this one does not')
  })

  it('are none in an empty text', () => {
    expect(readDocuments('# nothing yet\n', 'c.yaml')).toEqual({ documents: [], problems: [] })
  })
})

describe('documents of a directory', () => {
  it('are all of Acme, in files and folders', () => {
    const { documents, problems } = readDirectory(path.join(CLONE, 'examples/acme/policies'))
    expect(problems).toEqual([])
    expect(documents.length).toBeGreaterThan(150)
    expect(documents.map(({ file }) => file)).toContain('entitlements/crm.yaml')
  })

  it('may not be none: that would mean to remove everything', () => {
    expect(() => readDirectory(path.join(CLONE, 'examples/acme/exports'))).toThrow(/no \.yaml file/)
  })
})
