import type { SourceRun } from '../../lib/contract.ts'
import { plural } from '../../lib/format.ts'

export const words = {
  section: 'Operate',
  title: 'Sources',
  about: 'Where people and devices come from. A feed that looks wrong changes nothing and waits for a person.',
  none: 'No source is connected',
  noneWhy: 'Describe an HR feed in a file and apply the plan; people appear with its first run.',
  run: 'Run now',
  started: 'The run started.',
  runs: 'Runs',
  noRuns: 'This source has not run yet.',
  problems: (n: number) => plural(n, 'problem'),
  noProblems: 'Every record was understood.',
  state: { running: 'Running', done: 'Done', paused: 'Held by the brake', failed: 'Failed' } satisfies Record<
    SourceRun['state'],
    string
  >,
  absence: { report: 'is reported, nothing else', leaver: 'means the person left' },
  heldTitle: 'This run is held',
  heldText: 'If the file is wrong, correct it and run again. If it is right, let the run go on.',
  release: (n: number) => `Let ${plural(n, 'change')} happen`,
  releaseTitle: (n: number) => `Let ${plural(n, 'change')} happen?`,
  releaseText:
    'This is written to the audit log with your name. Exactly this list is applied; if the feed has changed since, nothing is.',
  released: 'The run goes on.',
}
