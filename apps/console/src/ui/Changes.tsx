import styles from './Changes.module.css'
import { memberChanges } from './member-changes.ts'

/** Before and after of a document, member by member: only what differs, each with its sign. */
export function Changes({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const changes = memberChanges(before, after)
  if (changes.length === 0) return <p className={styles.same}>Nothing in it differs.</p>
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={change.name}>
          <dt>{change.name}</dt>
          {change.before !== undefined && (
            <dd className={styles.before}>
              <span aria-hidden="true">−</span>
              <span className="visually-hidden">Before: </span>
              <code>{change.before}</code>
            </dd>
          )}
          {change.after !== undefined && (
            <dd className={styles.after}>
              <span aria-hidden="true">+</span>
              <span className="visually-hidden">After: </span>
              <code>{change.after}</code>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
