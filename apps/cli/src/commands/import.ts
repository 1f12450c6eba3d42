import { readFileSync } from 'node:fs'
import { answered, Refused, type RemitClient } from '@remit/api-client'
import { Command } from 'commander'
import { type Answer, done, EXIT, found, Misused } from '../answer.ts'
import { askForImport, followImport, release } from '../applications/import-run.ts'
import { failureOf, followJob } from '../jobs/follow-job.ts'
import type { Cli, Session } from '../session.ts'
import { isHeld, type RunDetail, runInWords } from '../sources/run.ts'
import { examples } from './example.ts'

interface Options {
  readonly file?: string
  readonly release?: string
  readonly follow: boolean
}

export const importCommand = (cli: Cli): Command =>
  new Command('import')
    .summary('read a source, or what an application holds')
    .description(
      'Reads people or devices from a source, or accounts, entitlements and holdings from an application. Exits 1 when the run was refused or is held.',
    )
    .argument('<name>', 'a source or an application')
    .option('--file <file>', 'for a source: read this file instead of the one it names')
    .option('--release <hash>', 'for an application: let a held reading take away exactly what it showed')
    .option('--no-follow', 'ask for it and do not wait')
    .addHelpText(
      'after',
      examples(
        ['remit import hr', 'the source, as it is configured'],
        ['remit import hr --file march.csv', 'this file, once'],
        ['remit import ledgerly', 'what the application holds'],
      ),
    )
    .action(
      cli.doing(async (session, name: string, options: Options) => {
        if (await isSource(session.api, name)) {
          if (options.release !== undefined)
            throw new Misused(`${name} is a source: remit runs release lets its run happen.`)
          return importSource(session, name, options)
        }
        if (options.file !== undefined) throw new Misused(`${name} is an application: --file is for sources.`)
        return importApplication(session, name, options)
      }),
    )

async function isSource(api: RemitClient, name: string): Promise<boolean> {
  try {
    await answered(api.GET('/api/v1/sources/{name}', { params: { path: { name } } }))
    return true
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 404) return false
    throw error
  }
}

async function importSource({ api, screen }: Session, name: string, { file, follow }: Options): Promise<Answer> {
  const path = { name }
  const brought = file === undefined ? null : await bring(api, name, file)
  const asked = await answered<{ run: string; job: string }>(
    api.POST('/api/v1/sources/{name}/runs', { params: { path }, body: brought ? { file: brought } : {} }),
  )
  if (!follow) return done(`Asked for. remit runs show ${name} tells how it goes.`, asked)
  const job = await followJob(api, screen, asked.job, `Reading ${name}`)
  const run = await answered<RunDetail>(api.GET('/api/v1/runs/{id}', { params: { path: { id: asked.run } } }))
  if (job.state === 'failed') return found(`${name} was not read: ${failureOf(job)}`, { job, run })
  return { text: runInWords(run, screen.paint), json: run, exit: isHeld(run) ? EXIT.refused : EXIT.done }
}

/** @returns the name the server gave to the file's bytes. */
async function bring(api: RemitClient, name: string, file: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw new Misused(`${file} cannot be read.`)
  }
  const kept = await answered<{ file: string }>(
    api.POST('/api/v1/sources/{name}/files', {
      params: { path: { name } },
      body: bytes as never,
      bodySerializer: (body: unknown) => body,
      headers: { 'content-type': 'text/csv' },
    } as never),
  )
  return kept.file
}

async function importApplication(session: Session, name: string, options: Options): Promise<Answer> {
  const asked =
    options.release === undefined
      ? await askForImport(session.api, name)
      : await release(session, name, options.release)
  if (!options.follow) return done('Asked for. remit list applications tells when it was last read.', asked)
  return followImport(session, name, asked)
}
