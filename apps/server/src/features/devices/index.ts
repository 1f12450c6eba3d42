export { type SavedDevices, saveDevices } from './commands.ts'
export { devicesRoutes } from './routes.ts'
export { allDevices, devicesOf } from './store.ts'
