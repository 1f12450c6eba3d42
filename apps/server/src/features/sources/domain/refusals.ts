export const REFUSALS = {
  'source.unknown': { status: 404, title: 'There is no such source.' },
  'source.no-connector': { status: 422, title: 'No connector of this name is installed.' },
  'source.run-open': {
    status: 409,
    title: 'A run of this source is not finished: wait for it, or release or discard it.',
  },
  'source.file-unknown': { status: 422, title: 'No such file was uploaded for this source.' },
  'source.file-too-large': { status: 422, title: 'The file is larger than 64 MB.' },
  'run.unknown': { status: 404, title: 'There is no such run.' },
  'run.not-paused': { status: 409, title: 'Only a paused run can be released or discarded.' },
  'run.other-list': { status: 412, title: 'The list is not the one that was looked at.' },
  'case.unknown': { status: 404, title: 'There is no such correlation case.' },
  'case.settled': { status: 409, title: 'This case is settled already.' },
  'case.open': { status: 409, title: 'This case has no decision to undo.' },
  'case.identity-needed': { status: 422, title: 'To merge, say with which identity.' },
  'case.identity-unknown': { status: 422, title: 'There is no such identity.' },
  'case.identity-taken': {
    status: 409,
    title: 'The source tells of this identity under another key that is still in the feed.',
  },
  'case.key-told-again': {
    status: 409,
    title: 'The key that made way is told of again, for somebody else by now: this decision stands.',
  },
  'case.source-removed': { status: 409, title: 'The source of this case is gone.' },
} as const

export type SourceRefusal = keyof typeof REFUSALS
