import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { Command, Option } from 'commander'
import { CLONE } from '../connection/find-connection.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const upCommand = (cli: Cli): Command =>
  new Command('up')
    .summary('start the server here, in the foreground')
    .description(
      'Starts the server of this clone in the foreground, with its own database unless DATABASE_URL says otherwise. Ctrl-C drains and stops it.',
    )
    .option('--port <port>', 'port to listen on; 0 picks a free one (PORT)')
    .option('--host <address>', 'address to listen on (HOST)')
    .option('--data-dir <directory>', 'database, keys, files (REMIT_DATA_DIR)')
    .addOption(new Option('--example <name>', 'what the first start loads (REMIT_EXAMPLE)').choices(['acme', 'none']))
    .addHelpText(
      'after',
      examples(
        ['remit up', 'empty on first start'],
        ['remit up --example acme --port 9090', 'with the example organisation'],
      ),
    )
    .action(
      cli.alone(
        async (
          { environment },
          { port, host, dataDir, example }: { port?: string; host?: string; dataDir?: string; example?: string },
        ) => {
          const server = spawn(process.execPath, [path.join(CLONE, 'tools/run.mjs'), 'start'], {
            stdio: 'inherit',
            env: {
              ...environment,
              REMIT_EXAMPLE: example ?? environment.REMIT_EXAMPLE ?? 'none',
              ...(port === undefined ? {} : { PORT: port }),
              ...(host === undefined ? {} : { HOST: host }),
              ...(dataDir === undefined ? {} : { REMIT_DATA_DIR: path.resolve(dataDir) }),
            },
          })
          // A terminal sends Ctrl-C to both; whoever signals this process alone means the server.
          for (const signal of ['SIGINT', 'SIGTERM'] as const)
            process.on(signal, () => signal === 'SIGTERM' && server.kill(signal))
          const [code] = (await once(server, 'exit')) as [number | null]
          return { text: '', json: { exit: code }, exit: code === 0 || code === null ? 0 : 1 }
        },
      ),
    )
