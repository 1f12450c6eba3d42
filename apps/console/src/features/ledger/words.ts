import { count, plural } from '../../lib/format.ts'

export const words = {
  section: 'Understand',
  title: 'Audit log',
  about: 'Every change, in order, in a sentence. Nobody can alter an entry without it showing.',
  none: 'No entry matches these filters',
  noneYet: 'Nothing has been recorded yet.',
  verify: 'Verify the log',
  verifying: (done: number, total: number | null) =>
    total === null ? `Checked ${count(done)}` : `Checked ${count(done)} of ${count(total)}`,
  verified: (n: number) => `${plural(n, 'entry', 'entries')} checked. None was altered.`,
  broken: 'The log does not match its signature. Keep a copy and find out who changed the database.',
  failed: 'The check did not finish.',
  sealed: (size: number, ago: string) => `${count(size)} entries sealed, signed ${ago}`,
  notSealed: 'Not sealed yet',
  leaf: (index: number) => `Entry ${count(index)} of the sealed log`,
}
