import { Pill, Quiet, type Tone } from './Pill.tsx'

type State = 'waiting' | 'running' | 'later' | 'declined' | 'unknown' | 'done' | 'verified' | 'superseded' | 'manual'

const words: Readonly<Record<State, readonly [tone: Tone, word: string]>> = {
  waiting: ['neutral', 'Waiting'],
  running: ['info', 'Running'],
  later: ['warn', 'Tried, again later'],
  declined: ['revoke', 'Declined'],
  unknown: ['warn', 'Outcome unknown'],
  done: ['grant', 'Done, not read back'],
  verified: ['grant', 'Verified'],
  superseded: ['neutral', 'Superseded'],
  manual: ['conflict', 'Task for a person'],
}

export const operationStates = Object.entries(words).map(([value, [, title]]) => ({ value, title }))

export function OperationMark({ state }: { readonly state: State }) {
  const [tone, word] = words[state] ?? ['neutral', state]
  return ['waiting', 'running', 'done', 'verified', 'superseded'].includes(state) ? (
    <Quiet tone={tone}>{word}</Quiet>
  ) : (
    <Pill tone={tone} dot>
      {word}
    </Pill>
  )
}

const deeds: Readonly<Record<string, string>> = {
  createAccount: 'Create account',
  updateAccount: 'Update account',
  enableAccount: 'Enable account',
  disableAccount: 'Disable account',
  deleteAccount: 'Delete account',
  addEntitlement: 'Add',
  removeEntitlement: 'Remove',
  endSessions: 'End sessions',
}

export const operationTitle = (kind: string, entitlement: string | null): string =>
  [deeds[kind] ?? kind, entitlement].filter(Boolean).join(' ')
