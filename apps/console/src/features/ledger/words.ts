import { count, plural } from '../../lib/format.ts'

export const words = {
  section: 'Understand',
  title: 'Audit log',
  about: 'Every change, in order, in a sentence. Nobody can alter an entry without it showing.',
  families: [
    { value: 'identity.*', title: 'Identities' },
    { value: 'assignment.*', title: 'Assignments' },
    { value: 'exclusion.*', title: 'Exclusions' },
    { value: 'plan.*', title: 'Plans' },
    { value: 'rule.*', title: 'Rules' },
    { value: 'role.*', title: 'Roles' },
    { value: 'operation.*', title: 'Operations' },
    { value: 'application.*', title: 'Applications' },
    { value: 'source.*', title: 'Sources' },
    { value: 'case.*', title: 'Correlation cases' },
    { value: 'session.*', title: 'Sign-ins' },
  ],
  none: 'No entry matches these filters',
  noneYet: 'Nothing has been recorded yet.',
  verify: 'Verify the log',
  verifying: 'Reading every entry…',
  verified: (n: number, checkpoints: number) =>
    `${plural(n, 'entry', 'entries')} checked against ${plural(checkpoints, 'signature')}. None was altered.`,
  broken: (problem: string) => `The log does not hold: ${problem}. Keep a copy and find out who changed the database.`,
  failed: 'The check did not finish.',
  sealed: (size: number, ago: string) => `${count(size)} entries sealed, signed ${ago}`,
  notSealed: 'Not sealed yet',
  leaf: (index: number) => `Entry ${count(index)} of the sealed log`,
}
