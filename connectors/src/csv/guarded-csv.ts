import { stringify } from 'csv-stringify/sync'

/**
 * RFC 4180 text for people who open it in a spreadsheet: a cell that a spreadsheet would take for a formula
 * (beginning with = + - @, tab or carriage return) gets an apostrophe in front. UTF-8 with a byte order mark,
 * without which Excel reads Latin-1.
 */
export const guardedCsv = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  stringify([columns, ...rows] as (string | number)[][], { bom: true, escape_formulas: true, record_delimiter: '\r\n' })
