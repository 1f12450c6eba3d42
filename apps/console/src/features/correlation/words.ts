import type { CorrelationCase } from '../../lib/contract.ts'

export const words = {
  section: 'Govern',
  title: 'Correlation cases',
  about: 'Records that may or may not be somebody we know. Nothing is created before a person decides.',
  none: 'No case waits for you',
  noneWhy: 'A case opens when a source brings a record that resembles somebody but is not surely them.',
  state: { open: 'Open', decided: 'Decided' } satisfies Record<CorrelationCase['state'], string>,
  record: 'New record',
  candidate: 'Somebody we know',
  merge: (name: string) => `This is ${name}`,
  separate: 'This is a new person',
  undo: 'Undo this decision',
  merged: (name: string) => `Merged with ${name}`,
  separated: 'A new identity was made',
  undone: 'The case is open again',
  outcome: (merged: boolean, by: string) => `${merged ? 'Merged' : 'Kept apart'} by ${by}`,
  agrees: (same: number, all: number) => `${same} of ${all} agree`,
}
