import type { Explanation } from '../../lib/contract.ts'

/** The explanation for a ticket or a mail: question, answer, numbered steps, and what would remove it. */
export function asText(question: string, explanation: Explanation): string {
  const paths = explanation.paths.map((reason, number) =>
    [
      `Path ${number + 1}: ${reason.label}`,
      ...reason.path.map(
        (step, at) => `  ${at + 1}. ${step.kind} ${step.label}${step.detail ? ` (${step.detail})` : ''}`,
      ),
    ].join('\n'),
  )
  const removes = explanation.counterfactuals.map(
    (one) => `- If ${one.if}: ${one.then} ${one.result === 'removed' ? 'Access removed.' : 'Access stays.'}`,
  )
  return [
    question,
    explanation.answer,
    ...paths,
    ...(removes.length > 0 ? [`What would remove it:\n${removes.join('\n')}`] : []),
    `As of ${explanation.asOf}`,
  ].join('\n\n')
}
