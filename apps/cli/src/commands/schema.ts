import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done } from '../answer.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

type Schemas = Readonly<Record<string, object>>

/** One schema for any document: an editor looks at `kind` and then knows the other fields. */
export function documentSchema(schemas: Schemas): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A Remit document',
    type: 'object',
    required: ['kind', 'name'],
    properties: { kind: { enum: Object.keys(schemas).sort() } },
    allOf: Object.entries(schemas).map(([kind, schema]) => ({
      if: { properties: { kind: { const: kind } } },
      // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema; nobody awaits it.
      then: schema,
    })),
  }
}

export const schemaCommand = (cli: Cli): Command =>
  new Command('schema')
    .summary('print or write the JSON Schemas of documents, for editors')
    .description(
      'Prints the JSON Schema of documents, or writes one file for each kind and `document.schema.json` for all of them.',
    )
    .argument('[directory]', 'where to write them; without it, the schema of all is printed')
    .addHelpText(
      'after',
      `${examples(['remit schema .remit/schemas', 'then begin a file with the line below'])}\n\n  # yaml-language-server: $schema=.remit/schemas/document.schema.json`,
    )
    .action(
      cli.doing(async ({ api }, directory: string | undefined) => {
        const { schemas } = await answered<{ schemas: Schemas }>(api.GET('/api/v1/schemas'))
        const all = documentSchema(schemas)
        if (directory === undefined) return done(JSON.stringify(all, null, 2), all)
        mkdirSync(directory, { recursive: true })
        const files = { document: all, ...schemas }
        for (const [name, schema] of Object.entries(files))
          writeFileSync(path.join(directory, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`)
        return done(`Wrote ${count(Object.keys(files).length, 'schema')} to ${directory}.`, {
          directory,
          kinds: Object.keys(schemas),
        })
      }),
    )
