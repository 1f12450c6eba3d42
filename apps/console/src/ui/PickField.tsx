import { type KeyboardEvent, useId, useState } from 'react'
import styles from './PickField.module.css'

interface PickFieldProps {
  readonly label: string
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly options: readonly { readonly key: string; readonly title: string; readonly note?: string | null }[]
  readonly onPick: (key: string) => void
}

/** A combobox: type a few letters, arrows choose, Enter takes. */
export function PickField({ label, query, onQuery, options, onPick }: PickFieldProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const active = Math.min(at, options.length - 1)
  const pick = (key: string | undefined): void => {
    if (key === undefined) return
    setOpen(false)
    onPick(key)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined) {
      event.preventDefault()
      setOpen(true)
      if (options.length > 0) setAt(open ? (active + move + options.length) % options.length : active)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      pick(options[active]?.key)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      setOpen(false)
    }
  }
  return (
    <div className={styles.pick}>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={open && options.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={label}
        value={query}
        onChange={(event) => {
          setAt(0)
          setOpen(true)
          onQuery(event.target.value)
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={label} hidden={!open || options.length === 0} className={styles.options}>
        {options.map((option, number) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option.
          <div
            key={option.key}
            id={`${id}-${number}`}
            role="option"
            aria-selected={number === active}
            className={styles.option}
            onPointerMove={() => setAt(number)}
            // Before the field loses the focus, which would close the list under the pointer.
            onPointerDown={(event) => {
              event.preventDefault()
              pick(option.key)
            }}
          >
            <span>{option.title}</span>
            {option.note && <span className={styles.note}>{option.note}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
