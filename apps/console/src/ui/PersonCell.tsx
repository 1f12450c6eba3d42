import { Avatar } from './Avatar.tsx'
import styles from './PersonCell.module.css'

/** A person by name, with what tells two of the same name apart. */
export function PersonCell({ name, note }: { readonly name: string; readonly note?: string | null }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} />
      <span className={styles.name}>{name}</span>
      {note && <span className={styles.note}>{note}</span>}
    </span>
  )
}
