import path from 'node:path'
import { answered } from '@remit/api-client'
import { type Amiss, readDirectory, type Written } from '../documents/read-directory.ts'
import type { Session } from '../session.ts'
import type { Plan } from './plan.ts'
import type { PlaceOf } from './plan-in-words.ts'

export type Proposed =
  | { readonly is: 'unreadable'; readonly problems: readonly Amiss[] }
  | { readonly is: 'planned'; readonly plan: Plan; readonly placeOf: PlaceOf }

/** Reads a directory and asks the server what it would change. Nothing happens. */
export async function propose(
  { api, screen }: Session,
  directory: string,
  title: string | undefined,
): Promise<Proposed> {
  const { documents, problems } = readDirectory(directory)
  // A plan of the readable half would remove what the broken half says.
  if (problems.length > 0)
    return { is: 'unreadable', problems: problems.map((each) => ({ ...each, file: shown(directory, each.file) })) }
  const waiting = screen.waiting(`Planning ${documents.length} documents`)
  try {
    const plan = await answered<Plan>(
      api.POST('/api/v1/plans', {
        body: {
          documents: documents.map(({ document, file, line }) => ({ document: document as never, file, line })),
          complete: true,
          ...(title === undefined ? {} : { title }),
        },
      }),
    )
    return { is: 'planned', plan, placeOf: placesIn(directory, documents) }
  } finally {
    waiting.end()
  }
}

function placesIn(directory: string, documents: readonly Written[]): PlaceOf {
  const places = new Map(documents.map((written) => [`${written.document.kind}/${written.document.name}`, written]))
  return (kind, name, part = '') => {
    const written = places.get(`${kind}/${name}`)
    return written ? `${shown(directory, written.file)}:${written.lineOf(part)}` : null
  }
}

/** As a terminal opens it: relative to where the command was run. */
const shown = (directory: string, file: string): string =>
  /\.ya?ml$/.test(directory) ? directory : path.join(directory, file)

export const problemsInWords = (problems: readonly Amiss[]): string =>
  problems.map(({ file, line, message }) => `${file}:${line}: error: ${message}`).join('\n')
