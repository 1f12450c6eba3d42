import type { RunState } from '../../lib/contract.ts'
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
  problems: (n: number) => `What was not understood: ${plural(n, 'record')}`,
  state: {
    reading: 'Reading',
    applying: 'Applying',
    applied: 'Applied',
    unchanged: 'Nothing new',
    refused: 'Refused',
    paused: 'Held by the brake',
    discarded: 'Dropped',
  } satisfies Record<RunState, string>,
  absence: { report: 'is reported, nothing else', leaver: 'means the person left' },
  heldTitle: 'A run is held',
  heldText:
    'Nothing was changed. If the feed is wrong, drop this run, correct it and run again. If it is right, let it happen.',
  release: (n: number) => `Let ${plural(n, 'change')} happen`,
  releaseTitle: (n: number) => `Let ${plural(n, 'change')} happen?`,
  releaseText:
    'This is written to the audit log with your name. Exactly the list you saw is applied; if it is not the same any more, nothing is.',
  released: 'The run goes on.',
  discard: 'Drop this run',
  discarded: 'The run was dropped. Nothing was changed.',
  counts: {
    read: 'Read',
    new: 'New',
    changed: 'Changed',
    leavers: 'Left',
    returned: 'Came back',
    missing: 'Missing',
    linked: 'Recognised',
    cases: 'Cases',
    unreadable: 'Not understood',
  } as Readonly<Record<string, string>>,
}
