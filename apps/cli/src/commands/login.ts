import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { answered, createClient } from '@remit/api-client'
import { Command } from 'commander'
import { done, Misused } from '../answer.ts'
import { credentialsFile } from '../connection/find-connection.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const loginCommand = (cli: Cli): Command =>
  new Command('login')
    .summary('keep a token for a server')
    .description(
      'Tries a token and keeps it for later commands, in a file only you can read. Make one in the console under Settings, API keys. The token is asked for, or read from a pipe: it never stands on the command line.',
    )
    .addHelpText(
      'after',
      examples(
        ['remit login --url https://remit.example.com', ''],
        ['remit login --url https://remit.example.com < token.txt', 'in a script'],
      ),
    )
    .action(
      cli.alone(async ({ connection, screen, environment }) => {
        const url = connection.url.value
        const token = (screen.asks ? await screen.secret(`Token for ${url}`) : await text(process.stdin))?.trim()
        if (!token) throw new Misused('There was no token.')
        // Any read will do: what counts is that the server knows the token.
        await answered(createClient({ url, token }).GET('/api/v1/attributes'))
        const file = credentialsFile(environment)
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(file, `${JSON.stringify({ url, token }, null, 2)}\n`, { mode: 0o600 })
        chmodSync(file, 0o600)
        return done(`Commands now go to ${url}. The token is in ${file}.`, { url, file })
      }),
    )
