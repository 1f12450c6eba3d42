/** 0 done · 1 refused or found problems · 2 wrong usage · 3 the plan has changes. Scripts rely on these. */
export const EXIT = { done: 0, refused: 1, usage: 2, changes: 3 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** What a command has to say: `text` to people, `json` to programs, and one number to both. */
export interface Answer {
  readonly text: string
  readonly json: unknown
  readonly exit: Exit
}

export const done = (text: string, json: unknown): Answer => ({ text, json, exit: EXIT.done })
export const found = (text: string, json: unknown): Answer => ({ text, json, exit: EXIT.refused })

/** Something is wrong with how the command was called, or with what it was given. */
export class Misused extends Error {
  override readonly name = 'Misused'
}
