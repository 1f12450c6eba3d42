export const words = {
  section: 'Operate',
  title: 'Provisioning',
  about:
    'Every change on its way to an application: why it is made, how often it was tried, what the application said.',
  none: 'No operation matches these filters',
  noneYet: 'The queue is empty',
  noneYetWhy: 'Operations appear as soon as what people hold differs from what they should hold.',
  retry: 'Try again now',
  retried: 'It is tried again now.',
  complete: 'Mark as done',
  completed: 'Marked as done. The next import checks it.',
  completeText: 'Say so only when it is done in the application: the next read compares.',
}
