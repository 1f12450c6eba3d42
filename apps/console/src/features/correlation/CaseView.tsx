import type { CaseCandidate, CorrelationCase } from '../../lib/contract.ts'
import { ago, spelledOut } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckIcon, CircleDashedIcon, XIcon } from '../../ui/icons.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import styles from './Case.module.css'
import { fieldsOf } from './fields.ts'
import { words } from './words.ts'

interface CaseViewProps {
  readonly found: CorrelationCase
  /** What we know of each candidate, by identity and field: to compare what the evidence does not. */
  readonly known: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly busy: boolean
  readonly onMerge: (identity: string) => void
  readonly onSeparate: () => void
  readonly onUndo: () => void
}

/** The record and those it resembles, side by side, value by value. The decision is each column's last row. */
export function CaseView({ found, known, busy, onMerge, onSeparate, onUndo }: CaseViewProps) {
  const isOpen = found.state === 'open'
  const fields = fieldsOf(found)
  return (
    <>
      <PageHead
        title={found.displayName}
        beside={<Pill tone={isOpen ? 'warn' : 'neutral'}>{words.state[found.state]}</Pill>}
        about={
          <>
            <span>
              {found.source}, record <code>{found.key}</code>
            </span>
            <span>Opened {ago(found.openedAt)}</span>
            {found.decision && <span>{words.outcome(found.decision.as === 'merge', found.decision.by)}</span>}
            <span>{found.why}</span>
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
                <span className="visually-hidden">Field</span>
              </th>
              <th scope="col">
                <span className={styles.kind}>{words.record}</span>
                {found.displayName}
              </th>
              {found.candidates.map((one) => (
                <th key={one.identity} scope="col">
                  <span className={styles.kind}>
                    {words.agrees(one.evidence.filter((said) => said.same).length, one.evidence.length)}
                  </span>
                  <Anchor href={`/identities/${encodeURIComponent(one.name)}`} className={styles.who}>
                    <Avatar name={one.displayName} size="s" />
                    {one.displayName}
                  </Anchor>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.name}>
                <th scope="row">{spelledOut(field.name)}</th>
                <td>{field.value ?? <span className={styles.none}>Not given</span>}</td>
                {found.candidates.map((one) => (
                  <td key={one.identity}>
                    <Compared
                      evidence={one.evidence.find((said) => said.field === field.name)}
                      ours={known.get(one.identity)?.get(field.name)}
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
                  <td key={one.identity}>
                    <Button look={at === 0 ? 'primary' : 'plain'} busy={busy} onClick={() => onMerge(one.identity)}>
                      {words.merge(one.displayName)}
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
  evidence,
  ours,
}: {
  readonly evidence: CaseCandidate['evidence'][number] | undefined
  readonly ours: string | undefined
}) {
  if (!evidence)
    return ours === undefined ? (
      <span className={styles.none}>Not known</span>
    ) : (
      <span className={styles.beside}>{ours}</span>
    )
  const [look, word, Mark] =
    evidence.ours === ''
      ? [styles.unknown, 'Unknown', CircleDashedIcon]
      : evidence.same
        ? [styles.yes, 'Agrees', CheckIcon]
        : [styles.no, 'Differs', XIcon]
  return (
    <div className={`${styles.compared} ${look}`}>
      <span className={styles.mark} title={word}>
        <Mark size={14} stroke={2.2} />
        <span className="visually-hidden">{word}: </span>
      </span>
      {evidence.ours === '' ? <span className={styles.none}>Not known</span> : evidence.ours}
    </div>
  )
}
