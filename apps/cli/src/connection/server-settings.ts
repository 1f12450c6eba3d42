/**
 * The settings a server reads from its environment, and what each is without. A server says of itself what it does
 * with them; this table says what `remit up` would hand it.
 */
export const SERVER_SETTINGS: Readonly<Record<string, { readonly fallback: string; readonly secret?: true }>> = {
  HOST: { fallback: '127.0.0.1' },
  PORT: { fallback: '8080' },
  REMIT_DATA_DIR: { fallback: '.remit' },
  DATABASE_URL: { fallback: 'the embedded database', secret: true },
  REMIT_EXAMPLE: { fallback: 'none' },
  REMIT_BOOTSTRAP_TOKEN: { fallback: 'none', secret: true },
  REMIT_PUBLIC_URL: { fallback: 'from HOST and PORT' },
  REMIT_KEY_FILE: { fallback: 'in the data directory' },
  REMIT_ROLE: { fallback: 'all' },
  REMIT_LOG_LEVEL: { fallback: 'info' },
  REMIT_FILES: { fallback: 'the data directory' },
  REMIT_PRIVATE_TARGETS: { fallback: 'yes' },
}
