import pino from 'pino'

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>

/** What is named like a secret is cut, as deep as we log. @param into where lines go; standard output when not said. */
export const openLog = (level: string, into: pino.DestinationStream = pino.destination(1)): Log =>
  pino(
    {
      level,
      redact: {
        paths: [
          'password',
          'token',
          'secret',
          'authorization',
          'cookie',
          '*.password',
          '*.token',
          '*.secret',
          '*.authorization',
          '*.cookie',
        ],
        censor: '[cut]',
      },
    },
    into,
  )
