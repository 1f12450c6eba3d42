import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { IconType } from './icon-type.ts'
import { SearchIcon } from './icons.ts'
import styles from './Palette.module.css'

export interface PaletteItem {
  readonly key: string
  readonly title: string
  readonly about?: string | null
  readonly icon: IconType
  readonly run: () => void
}

export interface PaletteGroup {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly groups: readonly PaletteGroup[]
  readonly busy: boolean
}

/** One field to go anywhere. The field keeps the focus; arrows move the choice it names. */
export function Palette({ open, onClose, query, onQuery, groups, busy }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [at, setAt] = useState(0)
  const items = groups.flatMap((group) => group.items)
  const active = Math.min(at, items.length - 1)
  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])
  const run = (item: PaletteItem | undefined): void => {
    if (!item) return
    onClose()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined && items.length > 0) {
      event.preventDefault()
      setAt((active + move + items.length) % items.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(items[active])
    }
  }
  let number = -1
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop.
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Find or do anything"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <>
          <div className={styles.field}>
            <SearchIcon size={17} />
            <input
              role="combobox"
              aria-expanded={items.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
              aria-label="Find or do anything"
              aria-busy={busy || undefined}
              placeholder="A person, a role, an application, a place"
              value={query}
              onChange={(event) => {
                setAt(0)
                onQuery(event.target.value)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div id={`${id}-list`} role="listbox" aria-label="Results" className={styles.results} tabIndex={-1}>
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox has no element of its own.
              <div key={group.title} role="group" aria-label={group.title}>
                <p className={styles.group} aria-hidden="true">
                  {group.title}
                </p>
                {group.items.map((item) => {
                  number += 1
                  const mine = number
                  return (
                    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option.
                    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same.
                    <div
                      key={item.key}
                      id={`${id}-${mine}`}
                      role="option"
                      aria-selected={mine === active}
                      className={styles.item}
                      onClick={() => run(item)}
                      onPointerMove={() => setAt(mine)}
                    >
                      <item.icon size={17} stroke={1.6} />
                      <span className={styles.title}>{item.title}</span>
                      {item.about && <span className={styles.about}>{item.about}</span>}
                    </div>
                  )
                })}
              </div>
            ))}
          </div>
          {items.length === 0 && <p className={styles.none}>{busy ? 'Looking…' : 'Nothing has this name.'}</p>}
        </>
      )}
    </dialog>
  )
}
