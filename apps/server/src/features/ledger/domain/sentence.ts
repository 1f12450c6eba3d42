/** An entry as a sentence that can be read alone. Features put names beside keys in the detail so that this needs nothing else. */
export function sentenceOf(action: string, actor: string, detail: Readonly<Record<string, unknown>>, subject: string): string {
  const said = (name: string): string => (typeof detail[name] === 'string' || typeof detail[name] === 'number' ? String(detail[name]) : '')
  if (said('sentence')) return said('sentence')
  const [thing = '', deed = ''] = action.split('.', 2)
  const what = said('name') || said('title') || subject
  const words = deed.replaceAll('-', ' ')
  const extra = [said('why'), said('justification')].filter(Boolean).join('; ')
  return `${actor}: ${thing.replaceAll('-', ' ')} ${what} ${words}${extra ? ` (${extra})` : ''}.`
}
