export type { Because, Decision, Question } from './question.ts'
export { Snapshot, type SnapshotSource, type Subject } from './snapshot.ts'
