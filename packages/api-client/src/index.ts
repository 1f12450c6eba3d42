export { answered, type ClientOptions, createClient, type RemitClient } from './client.ts'
export { type Problem, Refused, Unreachable } from './problem.ts'
export type { components, operations, paths } from './schema.gen.ts'
