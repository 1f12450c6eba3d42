import { type ReactNode, useMemo, useState } from 'react'
import type { Explanation } from '../../lib/contract.ts'
import { date, exact } from '../../lib/format.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyIcon } from '../../ui/icons.ts'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { PathGraph } from '../../ui/PathGraph.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { asText } from './as-text.ts'
import styles from './Explain.module.css'
import { pathsInWords, retitled, type TitledEntitlement } from './paths-in-words.ts'
import { words } from './words.ts'

interface ExplainProps {
  /** What it is called by people, where the answer says it by name. */
  readonly entitlement?: TitledEntitlement
  readonly question: string
  readonly given: string
  readonly explanation: Explanation
  readonly facts: readonly { readonly label: string; readonly value: ReactNode; readonly note?: ReactNode }[]
  readonly permalink?: string
}

/** One sentence, the paths, what is known about it, and what would take it away. */
export function Explain({ question, given, explanation: said, entitlement, facts, permalink }: ExplainProps) {
  const explanation = useMemo(() => (entitlement ? retitled(said, entitlement) : said), [said, entitlement])
  const [focused, focus] = useState<number | null>(null)
  const toggle = (path: number) => (): void => focus(focused === path ? null : path)
  useShortcuts(Object.fromEntries(explanation.paths.slice(0, 9).map((_, path) => [String(path + 1), toggle(path)])))
  const paths = useMemo(() => pathsInWords(explanation.paths, entitlement), [explanation, entitlement])
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(asText(question, explanation))
    toast('Copied as text')
  }
  return (
    <article className={styles.explain}>
      <div className={styles.question}>
        <h2>{question}</h2>
        <Button
          look="quiet"
          small
          icon={<CopyIcon size={15} />}
          aria-label="Copy as text"
          title="Copy as text"
          onClick={() => void copy()}
        />
        {permalink && (
          <Anchor href={permalink} className={styles.permalink}>
            Link to this answer
          </Anchor>
        )}
      </div>
      <p className={styles.answer}>
        {explanation.answer}
        {explanation.paths.map((path) => (
          <span key={path.id}>
            {' '}
            <strong>{path.label}</strong>
            {path.until ? `, until ${date(path.until)}.` : '.'}
          </span>
        ))}
      </p>
      {paths.length > 1 && (
        <div className={styles.paths}>
          {paths.map((path, number) => (
            <button
              key={path.label + String(number)}
              type="button"
              className={`${styles.path} ${styles[`path${number % 4}`]}`}
              aria-pressed={focused === number}
              onClick={toggle(number)}
            >
              <i aria-hidden="true" />
              {words.pathName(number + 1, path.label)}
            </button>
          ))}
        </div>
      )}
      {paths.length > 0 && <PathGraph paths={paths} focused={focused} />}
      {facts.length > 0 && <Facts items={facts} />}
      {explanation.counterfactuals.length > 0 && (
        <Panel title={words.removes} aside={words.removesNote} flush>
          <SimpleTable
            label={words.removes}
            rows={explanation.counterfactuals}
            rowKey={(one) => one.if}
            empty=""
            columns={[
              { title: 'If', cell: (one) => <b className={styles.if}>{one.if}</b> },
              { title: 'Then', cell: (one) => one.then },
              {
                title: 'Result',
                cell: (one) =>
                  one.result === 'removed' ? (
                    <Pill tone="revoke">{words.removed}</Pill>
                  ) : (
                    <Pill>{words.keeps(given)}</Pill>
                  ),
              },
            ]}
          />
        </Panel>
      )}
      {explanation.misses.length > 0 && (
        <details className={styles.misses} open={!explanation.held}>
          <summary>{words.misses(explanation.misses.length)}</summary>
          <ul>
            {explanation.misses.map((miss) => (
              <li key={miss.label + miss.firstFailing}>
                <b>{miss.label}</b> {miss.firstFailing}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className={styles.coverage}>{words.asKnown(exact(explanation.asOf))}</p>
    </article>
  )
}
