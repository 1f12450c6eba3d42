import { createClient, type RemitClient } from '@remit/api-client'
import type { Command } from 'commander'
import { type Answer, EXIT, Misused } from './answer.ts'
import { type Connection, type Environment, findConnection } from './connection/find-connection.ts'
import { type Screen, terminalScreen } from './screen/screen.ts'

/** What a command works with. */
export interface Session {
  readonly api: RemitClient
  readonly connection: Connection
  readonly screen: Screen
  readonly environment: Environment
}

/** What the program lends its commands, so that tests can lend something else. */
export interface House {
  readonly environment: Environment
  readonly fetch?: (request: Request) => Promise<Response>
  readonly screen: (quiet: boolean) => Screen
  readonly out: (text: string) => void
  readonly finish: (exit: number) => void
}

export const terminalHouse: House = {
  environment: process.env,
  screen: terminalScreen,
  out: (text) => void process.stdout.write(text),
  finish: (exit) => {
    process.exitCode = exit
  },
}

interface GlobalFlags {
  readonly json?: boolean
  readonly url?: string
}

/** A deed that works without a token, or without a server at all. */
export type Deed<Args extends readonly unknown[]> = (session: Session, ...args: Args) => Promise<Answer>

export interface Cli {
  /** The action of a command that speaks to the server as somebody. */
  doing<Args extends unknown[]>(deed: Deed<Args>): (this: Command, ...args: Args) => Promise<void>
  /** The action of a command that may find nobody there. */
  alone<Args extends unknown[]>(deed: Deed<Args>): (this: Command, ...args: Args) => Promise<void>
}

export function cliOf(house: House): Cli {
  const action = (needsToken: boolean) =>
    function act<Args extends unknown[]>(deed: Deed<Args>) {
      return async function (this: Command, ...args: Args): Promise<void> {
        const { json = false, url } = this.optsWithGlobals<GlobalFlags>()
        const connection = findConnection({ url }, house.environment)
        if (needsToken && connection.token === null)
          throw new Misused(
            `There is no token for ${connection.url.value}. Set REMIT_TOKEN, or run: remit login --url ${connection.url.value}`,
          )
        const api = createClient({
          url: connection.url.value,
          ...(connection.token ? { token: connection.token.value } : {}),
          ...(house.fetch ? { fetch: house.fetch } : {}),
        })
        const answer = await deed(
          { api, connection, screen: house.screen(json), environment: house.environment },
          ...args,
        )
        const text = json ? JSON.stringify(answer.json, null, 2) : answer.text
        if (text !== '') house.out(text.endsWith('\n') ? text : `${text}\n`)
        if (answer.exit !== EXIT.done) house.finish(answer.exit)
      }
    }
  return { doing: action(true), alone: action(false) }
}
