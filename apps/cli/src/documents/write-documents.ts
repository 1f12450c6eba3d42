import { Document as YamlDocument } from 'yaml'

export interface Exported {
  readonly kind: string
  readonly name: string
  readonly document: Readonly<Record<string, unknown>>
}

/** Files by kind, `roles.yaml`; entitlements, of which there are many, by application: `entitlements/ledgerly.yaml`. */
export function filesOf(exported: readonly Exported[]): ReadonlyMap<string, string> {
  const files = new Map<string, string[]>()
  for (const { kind, name, document } of exported) {
    const file =
      kind === 'entitlement'
        ? `entitlements/${fileName(name.slice(0, name.indexOf('/')))}.yaml`
        : `${fileName(plural(kind))}.yaml`
    files.set(file, [...(files.get(file) ?? []), textOf(document)])
  }
  return new Map([...files].map(([file, texts]) => [file, texts.join('---\n')]))
}

const plural = (kind: string): string => (kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`)
/** Names come from the server: none of them leaves the directory. */
const fileName = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_')

const FIRST = ['kind', 'name', 'title', 'description']

function textOf(document: Readonly<Record<string, unknown>>): string {
  const keys = [
    ...FIRST.filter((key) => key in document),
    ...Object.keys(document).filter((key) => !FIRST.includes(key)),
  ]
  const yaml = new YamlDocument(Object.fromEntries(keys.map((key) => [key, document[key]])))
  return yaml.toString({ lineWidth: 120, flowCollectionPadding: false })
}
