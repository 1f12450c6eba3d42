import { initials } from '../lib/format.ts'
import styles from './Avatar.module.css'
import { classes } from './classes.ts'

const hues = 8

/** The same name has the same colour everywhere; the colour means nothing more. */
function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return sum % hues
}

export function Avatar({
  name,
  size = 'm',
  square,
}: {
  readonly name: string
  readonly size?: 's' | 'm' | 'l'
  readonly square?: boolean
}) {
  return (
    <span
      aria-hidden="true"
      className={classes(styles.avatar, styles[size], styles[`hue${hueOf(name)}`], square && styles.square)}
    >
      {initials(name)}
    </span>
  )
}
