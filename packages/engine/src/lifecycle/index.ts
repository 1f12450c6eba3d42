export { type Calendar, calendarOf, endOfDay, isZone, startOfDay } from './calendar-day.ts'
export { type Employment, lifecycleState } from './lifecycle-state.ts'
