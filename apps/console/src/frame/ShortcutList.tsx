import { commandKey } from '../lib/shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './Frame.module.css'

const keys = (): readonly (readonly [does: string, ...keys: string[]])[] => [
  ['Find or do anything', `${commandKey()}K`],
  ['Search in the page', '/'],
  ['Overview', 'G', 'O'],
  ['Identities', 'G', 'I'],
  ['Entitlements', 'G', 'E'],
  ['Rules', 'G', 'R'],
  ['Applications', 'G', 'C'],
  ['Provisioning', 'G', 'P'],
  ['Audit log', 'G', 'L'],
  ['Move in a list', '↑', '↓'],
  ['Open a row', '↵'],
  ['Select a row', 'X'],
  ['One path of an explanation', '1', '…', '9'],
  ['Previous or next event on the timeline', '[', ']'],
]

export function ShortcutList({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className={styles.keys}>
        {keys().map(([does, ...pressed]) => (
          <div key={does} style={{ display: 'contents' }}>
            <dt>{does}</dt>
            <dd>
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
