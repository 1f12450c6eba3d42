import type { Overview } from '../../lib/contract.ts'
import { ago, count, exact, percent, plural } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { ChangeBars, Legend } from '../../ui/ChangeBars.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Health } from '../../ui/Health.tsx'
import type { IconType } from '../../ui/icon-type.ts'
import {
  AlertTriangleIcon,
  ChevronRightIcon,
  DatabaseIcon,
  GitCompareIcon,
  InfoCircleIcon,
  ListCheckIcon,
  PlugIcon,
  UserQuestionIcon,
} from '../../ui/icons.ts'
import { Columns } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { Stats } from '../../ui/Stat.tsx'
import { eachDay } from './each-day.ts'
import styles from './OverviewBoard.module.css'
import { words } from './words.ts'

const icons: Readonly<Record<string, IconType>> = {
  source: DatabaseIcon,
  application: PlugIcon,
  case: UserQuestionIcon,
  plan: GitCompareIcon,
  operation: ListCheckIcon,
  manual: ListCheckIcon,
}

const daysShown = 60

interface OverviewBoardProps {
  readonly overview: Overview
  /** How much differs, by the id of the application. */
  readonly differences: ReadonlyMap<string, number>
}

export function OverviewBoard({ overview, differences }: OverviewBoardProps) {
  const { counts, attention, applications } = overview
  const changes = eachDay(overview.changes, Date.now(), daysShown)
  return (
    <>
      <Stats
        items={[
          {
            label: 'Identities',
            value: count(counts.identities),
            note: `${count(counts.active)} active`,
            href: '/identities',
          },
          {
            label: 'Grants',
            value: count(counts.grants),
            note:
              counts.stillFollowing > 0
                ? `${count(counts.stillFollowing)} identities still follow`
                : `in ${plural(counts.applications, 'application')}`,
            href: '/entitlements',
          },
          { label: 'Roles', value: count(counts.roles), note: plural(counts.rules, 'rule'), href: '/roles' },
          {
            label: 'Differences',
            value: count(counts.driftFindings),
            note: 'between should and is',
            href: '/applications',
          },
          {
            label: 'Open operations',
            value: count(counts.openOperations),
            note: 'on their way',
            href: '/provisioning',
          },
        ]}
      />
      <Columns>
        <Panel title={words.attention} flush>
          {attention.length === 0 ? (
            <EmptyState title={words.nothing}>{words.nothingWhy}</EmptyState>
          ) : (
            <ul className={styles.attention}>
              {attention.map((one) => (
                <li key={one.href + one.title}>
                  <Attention {...one} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
        <Panel
          title={words.changes(changes.length)}
          aside={
            <Legend
              items={[
                ['opened', words.opened],
                ['closed', words.closed],
              ]}
            />
          }
        >
          <ChangeBars
            label={words.changes(changes.length)}
            days={changes}
            words={{ opened: words.opened, closed: words.closed }}
          />
        </Panel>
      </Columns>
      <Panel
        title={words.applications}
        flush
        aside={<Anchor href="/applications">{words.allApplications(counts.applications)}</Anchor>}
      >
        <SimpleTable
          label={words.applications}
          rows={applications}
          rowKey={(one) => one.id}
          empty={words.noApplications}
          columns={[
            {
              title: 'Application',
              cell: (one) => (
                <Anchor href={`/applications/${one.name}`} className={styles.application}>
                  <Avatar name={one.title} size="s" square />
                  {one.title}
                </Anchor>
              ),
            },
            { title: 'State', cell: (one) => <Health {...one.health} differences={differences.get(one.id) ?? 0} /> },
            {
              title: 'Last import',
              end: true,
              cell: (one) =>
                one.lastImportAt ? <time title={exact(one.lastImportAt)}>{ago(one.lastImportAt)}</time> : 'Never',
            },
            {
              title: 'Matches what should be',
              end: true,
              cell: (one) => (one.matches === null ? 'Unknown' : percent(one.matches)),
            },
            { title: 'Waiting', end: true, cell: (one) => count(one.waiting) },
          ]}
        />
      </Panel>
    </>
  )
}

function Attention({ kind, severity, title, detail, href }: Overview['attention'][number]) {
  const Icon = icons[kind] ?? (severity === 'low' ? InfoCircleIcon : AlertTriangleIcon)
  return (
    <Anchor href={href} className={styles.line}>
      <span className={styles[severity]}>
        <Icon size={17} stroke={1.7} />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
      <ChevronRightIcon size={15} />
    </Anchor>
  )
}
