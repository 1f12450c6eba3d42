// biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be placed by a virtualizer; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active row.
import { useRouter } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { about } from '../lib/format.ts'
import { Anchor } from './Anchor.tsx'
import { Bones, Failure, type Loadable, useSkeleton } from './Async.tsx'
import { classes } from './classes.ts'
import { type Column, ColumnHead } from './column-head.tsx'
import styles from './DataTable.module.css'
import { keepPosition, keptPosition } from './kept-position.ts'
import { moveInGrid } from './move-in-grid.ts'
import { useSize } from './use-size.ts'

export type { Column }

/** Some rows of a list, and how to get the ones around them. */
export interface RowWindow<Row> {
  readonly rows: readonly Row[]
  /** How many rows of the list come before the first one held. */
  readonly offset: number
  readonly total: number | null
  readonly totalIsEstimate: boolean
  readonly state: { readonly is: 'here' } | { readonly is: 'loading' } | Extract<Loadable<never>, { is: 'failed' }>
  readonly isRefreshing: boolean
  readonly hasMore: boolean
  readonly hasBefore: boolean
  readonly more: () => void
  readonly before: () => void
}

interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly list: RowWindow<Row>
  readonly rowKey: (row: Row) => string
  /** Where a row leads. The first column becomes a link, a click and Enter follow it. */
  readonly href?: (row: Row) => string
  /** "name" or "-name". */
  readonly sort?: string | undefined
  readonly onSort?: (sort: string) => void
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (selected: ReadonlySet<string>) => void
  readonly rowHeight?: number
  readonly noun: string
  readonly nouns: string
  readonly empty: ReactNode
  /** Grows with its rows instead of filling the page and scrolling. */
  readonly inline?: boolean
  readonly foot?: ReactNode
}

/**
 * The one table. Rows are windows of the server's list, drawn only where seen; one tab stop, arrows move a row
 * that assistive technology is told of, and the place is found again on the way back.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { list, rowHeight = 40, selected, onSelect, href, rowKey } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { width } = useSize(scroller)
  const router = useRouter({ warn: false })
  const place = router ? router.state.location.href : ''
  const [active, setActive] = useState(-1)
  const id = useId()
  const columns = props.columns.filter((column) => !column.from || !width || width >= column.from)
  const showsSkeleton = useSkeleton(list.state.is === 'loading')
  const end = list.offset + list.rows.length
  const drawn = useVirtualizer({
    count: end,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 34,
    initialRect: { width: 1200, height: 800 },
  })
  const items = drawn.getVirtualItems()
  const firstSeen = items[0]?.index ?? 0
  const lastSeen = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (lastSeen > end - 40) list.more()
    else if (list.hasBefore && firstSeen < list.offset + 40) list.before()
  }, [firstSeen, lastSeen, end, list])

  const isHere = list.state.is === 'here'
  useLayoutEffect(() => {
    const kept = keptPosition(place)
    if (!isHere || !kept || !scroller.current) return
    scroller.current.scrollTop = kept.top
    setActive(kept.active)
  }, [isHere, place])
  const remember = (row: number): void => keepPosition(place, { top: scroller.current?.scrollTop ?? 0, active: row })

  const rowAt = (index: number): Row | undefined => list.rows[index - list.offset]
  const open = (index: number, inNewTab: boolean): void => {
    const row = rowAt(index)
    if (row === undefined || !href) return
    remember(index)
    if (inNewTab) window.open(href(row), '_blank', 'noopener')
    else void router.navigate({ href: href(row) })
  }
  const toggle = (index: number): void => {
    const row = rowAt(index)
    if (row === undefined || !selected || !onSelect) return
    const next = new Set(selected)
    if (!next.delete(rowKey(row))) next.add(rowKey(row))
    onSelect(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    const moved = moveInGrid(
      event.key,
      active,
      end,
      Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2,
    )
    if (moved !== null) {
      event.preventDefault()
      setActive(moved)
      drawn.scrollToIndex(moved, { align: 'auto' })
    } else if (event.key === 'Enter' && active >= 0) open(active, event.metaKey || event.ctrlKey)
    else if ((event.key === 'x' || event.key === ' ') && selected && active >= 0) {
      event.preventDefault()
      toggle(active)
    } else if (event.key === 'Escape' && selected?.size) onSelect?.(new Set())
  }

  const tracks = `${selected ? '34px ' : ''}${columns.map((column) => column.width).join(' ')}`
  const allSelected =
    list.rows.length > 0 && selected !== undefined && list.rows.every((row) => selected.has(rowKey(row)))

  return (
    <div className={classes(styles.table, props.inline && styles.inline)}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={(list.total ?? (list.hasMore ? -2 : end)) + 1}
        aria-multiselectable={selected ? true : undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-busy={list.isRefreshing || undefined}
        tabIndex={0}
        data-list=""
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === event.currentTarget && active < 0 && end > 0 && setActive(firstSeen)}
        onScroll={() => remember(active)}
      >
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: tracks }}>
          {selected && onSelect && (
            <div role="columnheader" className={styles.check}>
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={`Select the ${about(list.rows.length, false)} ${props.nouns} read so far`}
                checked={allSelected}
                onChange={() => onSelect(allSelected ? new Set() : new Set(list.rows.map(rowKey)))}
              />
            </div>
          )}
          {columns.map((column) => (
            <ColumnHead key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
        </div>
        {list.isRefreshing && isHere && <div className={styles.refreshing} aria-hidden="true" />}
        {list.state.is === 'failed' ? (
          <div className={styles.message}>
            <Failure {...list.state} />
          </div>
        ) : showsSkeleton ? (
          <div className={styles.message}>
            <Bones lines={8} height={rowHeight} />
          </div>
        ) : isHere && end === 0 ? (
          <div className={styles.message}>{props.empty}</div>
        ) : (
          <div role="rowgroup" className={styles.rows} style={{ height: drawn.getTotalSize() }}>
            {items.map((item) => {
              const row = rowAt(item.index)
              const isSelected = row !== undefined && (selected?.has(rowKey(row)) ?? false)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid does the same.
                <div
                  key={item.key}
                  id={`${id}-${item.index}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={selected ? isSelected : undefined}
                  className={classes(
                    styles.row,
                    item.index === active && styles.active,
                    isSelected && styles.selected,
                    href && styles.leads,
                  )}
                  style={{ gridTemplateColumns: tracks, height: rowHeight, transform: `translateY(${item.start}px)` }}
                  onClick={(event) => {
                    setActive(item.index)
                    if (!(event.target as HTMLElement).closest('a, button, input'))
                      open(item.index, event.metaKey || event.ctrlKey)
                  }}
                >
                  {row === undefined ? (
                    <div role="gridcell" className={styles.cell}>
                      <Bones lines={1} height={rowHeight} />
                    </div>
                  ) : (
                    <>
                      {selected && (
                        <div role="gridcell" className={styles.check}>
                          <input
                            type="checkbox"
                            tabIndex={-1}
                            aria-label={`Select row ${item.index + 1}`}
                            checked={isSelected}
                            onChange={() => toggle(item.index)}
                          />
                        </div>
                      )}
                      {columns.map((column, at) => (
                        <div
                          key={column.key}
                          role="gridcell"
                          className={classes(styles.cell, column.align && styles.end)}
                        >
                          {at === 0 && href ? (
                            <Anchor
                              href={href(row)}
                              tabIndex={-1}
                              className={styles.link}
                              onClick={() => remember(item.index)}
                            >
                              {column.cell(row)}
                            </Anchor>
                          ) : (
                            column.cell(row)
                          )}
                        </div>
                      ))}
                    </>
                  )}
                </div>
              )
            })}
          </div>
        )}
      </div>
      {!props.inline && (
        <div className={styles.foot}>
          <span role="status">
            {list.total === null
              ? `${about(end, false)} ${end === 1 ? props.noun : props.nouns}${list.hasMore ? ' read, more below' : ''}`
              : `${about(list.total, list.totalIsEstimate)} ${list.total === 1 ? props.noun : props.nouns}`}
          </span>
          {props.foot}
        </div>
      )}
    </div>
  )
}
