import { count, plural } from '../../lib/format.ts'

export const words = {
  section: 'Understand',
  title: 'Guided tour',
  about: (organisation: string) =>
    `Ten minutes through ${organisation}: seven things Remit does, each with something to try.`,
  done: 'Seen',
  minutes: (n: number) => `${n} min`,
  progress: (done: number, all: number) => `${done} of ${all} seen`,
  again: 'Start over',
  known: (identities: number, applications: number) =>
    `${plural(identities, 'identity', 'identities')} and ${plural(applications, 'application')} are here.`,
  differences: (n: number) => (n === 0 ? 'Everything matches now.' : `${plural(n, 'difference')} found so far.`),
  operations: (n: number) => (n === 0 ? 'Nothing is on its way now.' : `${count(n)} on their way now.`),
}
