// biome-ignore-all lint/a11y/useSemanticElements: see the table it belongs to.
// biome-ignore-all lint/a11y/useFocusableInteractive: the button inside is what can be used.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './DataTable.module.css'
import { ArrowDownIcon, ArrowUpIcon } from './icons.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** A CSS grid track: `minmax(200px, 2fr)`, `90px`. */
  readonly width: string
  readonly align?: 'end'
  /** The name the server sorts by. Absent: it cannot be sorted by this. */
  readonly sort?: string
  /** Left out when the table is narrower than this many pixels. */
  readonly from?: number
  readonly cell: (row: Row) => ReactNode
}

/** The head of a column: what it is, and by which way it sorts. */
export function ColumnHead<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>
  readonly sort: string | undefined
  readonly onSort: ((sort: string) => void) | undefined
}) {
  const falling = sort === `-${column.sort}`
  const sorted = column.sort !== undefined && (sort === column.sort || falling)
  const Arrow = falling ? ArrowDownIcon : ArrowUpIcon
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? (falling ? 'descending' : 'ascending') : undefined}
      className={classes(styles.cell, column.align && styles.end)}
    >
      {column.sort && onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort(sorted && !falling ? `-${column.sort}` : (column.sort as string))}
        >
          {column.title}
          {sorted && <Arrow size={13} stroke={2} />}
        </button>
      ) : (
        column.title
      )}
    </div>
  )
}
