import pino from 'pino'

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>

/** Secrets never reach a line: what is named like one is cut at every depth that we log. */
export const openLog = (level: string): Log =>
  pino({
    level,
    redact: {
      paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret', '*.authorization', '*.cookie'],
      censor: '[cut]',
    },
  })
