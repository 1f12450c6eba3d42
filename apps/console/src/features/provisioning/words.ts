export const words = {
  section: 'Operate',
  title: 'Provisioning',
  about:
    'Every change on its way to an application: why it is made, how often it was tried, what the application said.',
  none: 'No operation matches these filters',
  noneYet: 'The queue is empty',
  noneYetWhy: 'Operations appear as soon as what people hold differs from what they should hold.',
  retry: 'Try again now',
  complete: 'Mark as done',
  skip: 'Leave undone',
  done: {
    retry: 'It is tried again now.',
    complete: 'Marked as done. The next import looks.',
    skip: 'Left undone. The difference stays in sight.',
  },
  note: 'What was done, and where it can be seen',
  noteHelp: 'Needed to mark it as done, or to leave it undone with a reason. It is written to the audit log.',
}
