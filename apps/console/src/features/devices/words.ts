export const words = {
  section: 'Operate',
  title: 'Devices',
  about: 'What people work on, how far it can be trusted, and when that was learnt.',
  search: 'Search device or owner',
  none: 'No device matches these filters',
  noneYet: 'No device is known',
  noneYetWhy:
    'Connect endpoint management, for example Hexnode. Rules that ask for a trusted device match from then on.',
}

export const trustLevels = [
  { value: 'compliant', title: 'Compliant' },
  { value: 'managed', title: 'Managed, not compliant' },
  { value: 'registered', title: 'Registered' },
  { value: 'unknown', title: 'Unknown' },
]
