import styles from './Kbd.module.css'

export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>
}

/** What the keys of a list do, for those who look down. */
export function KeyHints({ hints }: { readonly hints: readonly (readonly [key: string, does: string])[] }) {
  return (
    <span className={styles.hints} aria-hidden="true">
      {hints.map(([key, does]) => (
        <span key={key + does}>
          <Kbd>{key}</Kbd> {does}
        </span>
      ))}
    </span>
  )
}
