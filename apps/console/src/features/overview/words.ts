import { count, plural } from '../../lib/format.ts'

export const words = {
  section: 'Govern',
  title: 'Overview',
  attention: 'Needs a decision',
  changes: (days: number) => `Access changes, ${plural(days, 'day')}`,
  applications: 'Applications',
  allApplications: (n: number) => `All ${count(n)}`,
  opened: 'Granted',
  closed: 'Removed',
  nothing: 'Nothing needs a decision.',
  nothingWhy: 'Differences, cases and paused runs appear here as soon as there are any.',
  noApplications: 'No application is connected yet.',
}
