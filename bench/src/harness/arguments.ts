import { parseArgs } from 'node:util'
import { SIZES, type Size } from './workload.ts'

export interface Arguments {
  readonly sizes: readonly Size[]
  readonly rounds: number
}

/** `--size S,M,L` and `--rounds N`; a word that is neither is a mistake and not a default. */
export function readArguments(usual: Arguments): Arguments {
  const { values } = parseArgs({
    options: { size: { type: 'string' }, rounds: { type: 'string' } },
  })
  const sizes = (values.size?.split(',') ?? usual.sizes).map((size) => {
    if (!Object.hasOwn(SIZES, size)) throw new RangeError(`--size is ${Object.keys(SIZES).join(', ')}, and was ${size}`)
    return size as Size
  })
  const rounds = Number(values.rounds ?? usual.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds is a number from 1 on')
  return { sizes, rounds }
}
