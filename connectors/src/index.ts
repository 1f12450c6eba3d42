export { type CsvApplicationSettings, csvApplication } from './csv/application.ts'
export { type CsvExportSettings, csvExport } from './csv/export-file.ts'
export { guardedCsv } from './csv/guarded-csv.ts'
export { type CsvPeopleSettings, csvPeople } from './csv/people.ts'
