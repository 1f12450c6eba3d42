import type { Explanation } from '../../lib/contract.ts'

/** The explanation for a ticket or a mail: question, answer, numbered steps, and what would remove it. */
export function asText(question: string, explanation: Explanation): string {
  const paths = explanation.paths.map((path, number) =>
    [
      `Path ${number + 1}: ${path.label}`,
      ...path.steps.map(
        (step, at) =>
          `  ${at + 1}. ${step.label}${step.detail ? ` (${step.detail})` : ''}${step.source ? `, says ${step.source}` : ''}`,
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
    ...(removes.length > 0 ? ['What would remove it:', ...removes] : []),
    `As of ${explanation.coverage.asOf}`,
  ].join('\n\n')
}
