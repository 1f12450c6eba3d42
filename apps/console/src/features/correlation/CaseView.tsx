import type { CorrelationCase } from '../../lib/contract.ts'
import { ago, percent } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckIcon, CircleDashedIcon, MinusIcon, XIcon } from '../../ui/icons.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import styles from './Case.module.css'
import { words } from './words.ts'

interface CaseViewProps {
  readonly found: CorrelationCase
  readonly busy: boolean
  readonly onMerge: (identity: string) => void
  readonly onSeparate: () => void
  readonly onUndo: () => void
}

type Evidence = CorrelationCase['candidates'][number]['evidence'][number]

const marks = { yes: CheckIcon, close: MinusIcon, no: XIcon, unknown: CircleDashedIcon }

/** The record and those it resembles, side by side, value by value. The decision is a column's last row. */
export function CaseView({ found, busy, onMerge, onSeparate, onUndo }: CaseViewProps) {
  const isOpen = found.state === 'open' || found.state === 'undone'
  const names = [
    ...new Set([
      ...Object.keys(found.record.attributes),
      ...found.candidates.flatMap((one) => one.evidence.map((said) => said.attribute)),
    ]),
  ]
  return (
    <>
      <PageHead
        title={found.record.displayName}
        beside={<Pill tone={isOpen ? 'warn' : 'neutral'}>{words.state[found.state]}</Pill>}
        about={
          <>
            <span>
              {found.source}, record <code>{found.record.key}</code>
            </span>
            <span>Opened {ago(found.openedAt)}</span>
            {found.decidedBy && <span>{words.decided(found.decidedBy)}</span>}
          </>
        }
        actions={
          !isOpen && (
            <Button busy={busy} onClick={onUndo}>
              {words.undo}
            </Button>
          )
        }
      />
      <div className={styles.scroll}>
        <table className={styles.case}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Attribute</span>
              </th>
              <th scope="col">
                <span className={styles.kind}>{words.record}</span>
                {found.record.displayName}
              </th>
              {found.candidates.map((one) => (
                <th key={one.identity.id} scope="col">
                  <span className={styles.kind}>
                    {percent(one.score)} {words.likeness}
                  </span>
                  <Anchor href={`/identities/${encodeURIComponent(one.identity.name)}`} className={styles.who}>
                    <Avatar name={one.identity.displayName} size="s" />
                    {one.identity.displayName}
                  </Anchor>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{found.record.attributes[name] ?? <span className={styles.none}>Not given</span>}</td>
                {found.candidates.map((one) => (
                  <td key={one.identity.id}>
                    <Compared
                      value={one.attributes[name]}
                      evidence={one.evidence.find((said) => said.attribute === name)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {isOpen && (
            <tfoot>
              <tr>
                <th scope="row">
                  <span className="visually-hidden">Decision</span>
                </th>
                <td>
                  <Button busy={busy} onClick={onSeparate}>
                    {words.separate}
                  </Button>
                </td>
                {found.candidates.map((one, at) => (
                  <td key={one.identity.id}>
                    <Button look={at === 0 ? 'primary' : 'plain'} busy={busy} onClick={() => onMerge(one.identity.id)}>
                      {words.merge(one.identity.displayName)}
                    </Button>
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </>
  )
}

function Compared({
  value,
  evidence,
}: {
  readonly value: string | undefined
  readonly evidence: Evidence | undefined
}) {
  const Mark = evidence && marks[evidence.agrees]
  return (
    <div className={evidence ? `${styles.compared} ${styles[evidence.agrees]}` : styles.compared}>
      {Mark && (
        <span className={styles.mark} title={words.agrees[evidence.agrees]}>
          <Mark size={14} stroke={2.2} />
          <span className="visually-hidden">{words.agrees[evidence.agrees]}: </span>
        </span>
      )}
      <div>
        <p>{value ?? <span className={styles.none}>Not known</span>}</p>
        {evidence && <p className={styles.note}>{evidence.note}</p>}
      </div>
    </div>
  )
}
