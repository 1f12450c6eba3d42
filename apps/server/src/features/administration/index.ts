export { authenticator } from './authenticate.ts'
export { acceptBootstrapToken, firstSetupLink, makeLocalToken, makeSetupLink } from './commands.ts'
export { administrationRoutes } from './routes.ts'
