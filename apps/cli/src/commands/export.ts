import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done, Misused } from '../answer.ts'
import { type Exported, filesOf } from '../documents/write-documents.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const exportCommand = (cli: Cli): Command =>
  new Command('export')
    .summary('write what is in force as YAML files')
    .description('Writes what is in force as YAML files: a plan of them is empty. Secrets are not in them.')
    .argument('<directory>', 'where to; it must be empty or new')
    .option('--force', 'write into a directory that has YAML files')
    .addHelpText('after', examples(['remit export policies', 'from the console to files, once']))
    .action(
      cli.doing(async ({ api }, directory: string, { force }: { force?: boolean }) => {
        if (
          !force &&
          existsSync(directory) &&
          readdirSync(directory, { recursive: true, encoding: 'utf8' }).some((file) => /\.ya?ml$/.test(file))
        )
          throw new Misused(`There are YAML files in ${directory}. Give an empty directory, or --force.`)
        const { documents } = await answered<{ documents: readonly Exported[] }>(api.GET('/api/v1/export'))
        const files = filesOf(documents)
        for (const [file, text] of files) {
          mkdirSync(path.dirname(path.join(directory, file)), { recursive: true })
          writeFileSync(path.join(directory, file), text)
        }
        return done(`Wrote ${count(documents.length, 'document')} into ${count(files.size, 'file')} in ${directory}.`, {
          directory,
          documents: documents.length,
          files: [...files.keys()],
        })
      }),
    )
