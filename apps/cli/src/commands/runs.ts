import { answered, type RemitClient } from '@remit/api-client'
import { Command } from 'commander'
import { done, EXIT, found } from '../answer.ts'
import { failureOf, followJob } from '../jobs/follow-job.ts'
import { columns } from '../screen/columns.ts'
import { moment } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { isHeld, type Run, type RunDetail, runInWords } from '../sources/run.ts'
import { examples } from './example.ts'

export function runsCommand(cli: Cli): Command {
  const runs = new Command('runs')
    .summary('look at runs of sources; release or discard one that is held')
    .addHelpText(
      'after',
      examples(
        ['remit runs list hr', ''],
        ['remit runs show hr', 'the last one'],
        ['remit runs release 0199…', 'let exactly what it lists happen'],
      ),
    )
  runs
    .command('list')
    .summary('the runs of a source, newest first')
    .argument('<source>', 'name of the source')
    .action(
      cli.doing(async ({ api, screen }, source: string) => {
        const { items } = await answered<{ items: readonly Run[] }>(
          api.GET('/api/v1/sources/{name}/runs', { params: { path: { name: source } } }),
        )
        return done(
          items.length === 0
            ? `${source} was never read.`
            : columns(
                ['id', 'state', 'at', 'why'],
                items.map(({ id, state, startedAt, why }) => [id, state, moment(startedAt), why ?? '']),
                screen.paint,
              ),
          { items },
        )
      }),
    )
  runs
    .command('show')
    .summary('one run: numbers, problems, what it would change')
    .argument('<run>', 'id of a run, or a source: its last one')
    .action(
      cli.doing(async ({ api, screen }, which: string) => {
        const run = await findRun(api, which)
        return { text: runInWords(run, screen.paint), json: run, exit: isHeld(run) ? EXIT.refused : EXIT.done }
      }),
    )
  runs
    .command('release')
    .summary('let exactly the list of a paused run happen')
    .argument('<run>', 'id of the run, or the source')
    .action(
      cli.doing(async ({ api, screen }, which: string) => {
        const { id, source, listHash } = await findRun(api, which)
        if (listHash === null) return found(`The run of ${source} waits for nobody.`, { id })
        const released = await answered<{ job?: string }>(
          api.POST('/api/v1/runs/{id}/release', { params: { path: { id } }, body: { listHash } }),
        )
        const job = released.job ? await followJob(api, screen, released.job, `Applying ${source}`) : null
        if (job?.state === 'failed') return found(failureOf(job), job)
        const run = await findRun(api, id)
        return done(runInWords(run, screen.paint), run)
      }),
    )
  runs
    .command('discard')
    .summary('let nothing of a paused run happen')
    .argument('<run>', 'id of the run, or the source')
    .action(
      cli.doing(async ({ api }, which: string) => {
        const { id, source } = await findRun(api, which)
        await answered(api.POST('/api/v1/runs/{id}/discard', { params: { path: { id } } }))
        return done(`Nothing of the run of ${source} will happen.`, { id, discarded: true })
      }),
    )
  return runs
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function findRun(api: RemitClient, which: string): Promise<RunDetail> {
  const id = UUID.test(which) ? which : await lastRunOf(api, which)
  return answered<RunDetail>(api.GET('/api/v1/runs/{id}', { params: { path: { id } } }))
}

async function lastRunOf(api: RemitClient, source: string): Promise<string> {
  const { items } = await answered<{ items: readonly Run[] }>(
    api.GET('/api/v1/sources/{name}/runs', { params: { path: { name: source }, query: { limit: 1 } } }),
  )
  // The server says it better than we could: there is no such run.
  return items[0]?.id ?? '00000000-0000-0000-0000-000000000000'
}
