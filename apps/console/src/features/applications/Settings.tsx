import type { ApplicationDetail } from '../../lib/contract.ts'
import { Callout } from '../../ui/Callout.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LongPage } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import styles from './Applications.module.css'
import { words } from './words.ts'

export function Settings({ application: one }: { readonly application: ApplicationDetail }) {
  const settings = Object.entries(one.settings)
  return (
    <div className={styles.scroll}>
      <LongPage narrow>
        <Callout tone="info" title={one.managedBy === 'files' ? words.settingsFromFiles : words.settingsHere} />
        <Panel title="Connector settings" flush>
          {settings.length === 0 ? (
            <EmptyState title="This connector has no settings" />
          ) : (
            <SimpleTable
              label="Connector settings"
              rows={settings}
              rowKey={([name]) => name}
              empty=""
              columns={[
                { title: 'Setting', cell: ([name]) => <b>{name}</b> },
                {
                  title: 'Value',
                  cell: ([, value]) => (
                    <code className={styles.value}>
                      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
                    </code>
                  ),
                },
              ]}
            />
          )}
        </Panel>
      </LongPage>
    </div>
  )
}
