export { type SavedDevices, saveDevices } from './commands.ts'
export { devicesRoutes } from './routes.ts'
export { devicePulse } from './silence.ts'
export { allDevices, devicesOf } from './store.ts'
