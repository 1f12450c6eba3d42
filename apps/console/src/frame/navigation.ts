import type { Overview } from '../lib/contract.ts'
import {
  CompassIcon,
  DatabaseIcon,
  DeviceLaptopIcon,
  GitCompareIcon,
  Hierarchy2Icon,
  HistoryIcon,
  KeyIcon,
  LayoutDashboardIcon,
  ListCheckIcon,
  LockIcon,
  PlugIcon,
  SettingsIcon,
  UserQuestionIcon,
  UserShieldIcon,
  UsersIcon,
} from '../ui/icons.ts'
import type { NavSection } from '../ui/Shell.tsx'

/** The places of the console, with what waits in them. A count that is not known yet is not shown. */
export const navigation = (seen: Overview | undefined): readonly NavSection[] => [
  {
    title: 'Govern',
    items: [
      { title: 'Overview', href: '/overview', icon: LayoutDashboardIcon },
      { title: 'Identities', href: '/identities', icon: UsersIcon },
      {
        title: 'Correlation cases',
        href: '/cases',
        icon: UserQuestionIcon,
        asks: seen?.attention.some((one) => one.kind === 'case'),
      },
      { title: 'Entitlements', href: '/entitlements', icon: KeyIcon },
      { title: 'Roles', href: '/roles', icon: UserShieldIcon },
      { title: 'Rules', href: '/rules', icon: Hierarchy2Icon },
      { title: 'Plans', href: '/plans', icon: GitCompareIcon },
    ],
  },
  {
    title: 'Operate',
    items: [
      {
        title: 'Applications',
        href: '/applications',
        icon: PlugIcon,
        count: seen?.applications.filter((one) => one.health.state === 'failing').length,
      },
      { title: 'Provisioning', href: '/provisioning', icon: ListCheckIcon, count: seen?.counts.openOperations },
      {
        title: 'Sources',
        href: '/sources',
        icon: DatabaseIcon,
        asks: seen?.attention.some((one) => one.kind === 'source'),
      },
      { title: 'Devices', href: '/devices', icon: DeviceLaptopIcon },
    ],
  },
  {
    title: 'Understand',
    items: [
      { title: 'Audit log', href: '/audit', icon: HistoryIcon },
      { title: 'Guided tour', href: '/start', icon: CompassIcon },
    ],
  },
  {
    title: 'Settings',
    items: [
      { title: 'Operators', href: '/settings/operators', icon: SettingsIcon },
      { title: 'API tokens', href: '/settings/tokens', icon: LockIcon },
    ],
  },
]
