import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { XIcon } from './icons.ts'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly wide?: boolean
  readonly children: ReactNode
  /** The deed, as verb and object. Cancel is always beside it and has the focus. */
  readonly action?: ReactNode
}

/** The platform's own modal: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ open, onClose, title, wide, children, action }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      onClose={onClose}
    >
      {open && (
        <>
          <div className={styles.head}>
            <h2 id={id}>{title}</h2>
            <Button look="quiet" small aria-label="Close" icon={<XIcon size={16} />} onClick={onClose} />
          </div>
          <div className={styles.body}>{children}</div>
          {action && (
            <div className={styles.foot}>
              <Button autoFocus onClick={onClose}>
                Cancel
              </Button>
              {action}
            </div>
          )}
        </>
      )}
    </dialog>
  )
}
