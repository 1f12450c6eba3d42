import type { CorrelationCase } from '../../lib/contract.ts'

export const words = {
  section: 'Govern',
  title: 'Correlation cases',
  about: 'Records that may or may not be somebody we know. Nothing is created before a person decides.',
  none: 'No case waits for you',
  noneWhy: 'A case opens when a source brings a record that resembles somebody but is not surely them.',
  state: { open: 'Open', merged: 'Merged', separate: 'Kept separate', undone: 'Undone' } satisfies Record<
    CorrelationCase['state'],
    string
  >,
  record: 'New record',
  merge: (name: string) => `This is ${name}`,
  separate: 'This is a new person',
  undo: 'Undo this decision',
  merged: (name: string) => `Merged with ${name}`,
  separated: 'A new identity was made',
  undone: 'The case is open again',
  likeness: 'alike',
  decided: (by: string) => `Decided by ${by}`,
  agrees: { yes: 'Agrees', close: 'Close', no: 'Differs', unknown: 'Unknown' },
}
