import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './SimpleTable.module.css'

interface SimpleTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly columns: readonly {
    readonly title: string
    readonly end?: boolean
    readonly cell: (row: Row) => ReactNode
  }[]
  readonly empty: string
}

/** A short table inside a panel, read like text. Long lists are a `DataTable`. */
export function SimpleTable<Row>({ label, rows, rowKey, columns, empty }: SimpleTableProps<Row>) {
  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={classes(column.end && styles.end)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.title} className={classes(column.end && styles.end)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
