export { type SavedDevices, saveDevices } from './commands.ts'
export { allDevices, devicesOf } from './store.ts'
