import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import styles from './Button.module.css'
import { classes } from './classes.ts'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  readonly look?: Look
  readonly small?: boolean
  readonly busy?: boolean
  readonly icon?: ReactNode
}

/** Acts. Links navigate. While `busy` it keeps its place and focus, and does nothing. */
export function Button({
  look = 'plain',
  small,
  busy,
  icon,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes(
        styles.button,
        styles[look],
        small && styles.small,
        !children && styles.square,
        busy && styles.busy,
      )}
    >
      {icon}
      {children && <span>{children}</span>}
    </button>
  )
}

/** Looks like a button because it is the screen's next step, but navigates. */
export function ButtonLink({
  href,
  look = 'plain',
  small,
  icon,
  children,
}: {
  readonly href: string
  readonly look?: Look
  readonly small?: boolean
  readonly icon?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Anchor href={href} className={classes(styles.button, styles[look], small && styles.small)}>
      {icon}
      <span>{children}</span>
    </Anchor>
  )
}
