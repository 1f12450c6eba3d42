import { styleText } from 'node:util'

export type Style = 'gain' | 'loss' | 'change' | 'dim' | 'strong' | 'warn'
/** Puts a text into a style, or leaves it as it is where nobody would see it. */
export type Paint = (style: Style, text: string) => string

export const plain: Paint = (_style, text) => text

const STYLES = {
  gain: 'green',
  loss: 'red',
  change: 'yellow',
  dim: 'dim',
  strong: 'bold',
  warn: 'yellow',
} as const satisfies Record<Style, Parameters<typeof styleText>[0]>

/** Colours for a terminal that wants them: `NO_COLOR` and a pipe are respected by `styleText` itself. */
export const painting =
  (stream: NodeJS.WritableStream): Paint =>
  (style, text) =>
    styleText(STYLES[style], text, { stream: stream as never })
