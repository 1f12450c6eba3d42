import { type KeyboardEvent, useId, useState } from 'react'
import styles from './ConditionBuilder.module.css'
import { XIcon } from './icons.ts'

interface ValueFieldProps {
  readonly label: string
  readonly values: readonly string[]
  readonly several: boolean
  readonly suggestions: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** One value, or several as chips. Enter and comma take what was typed; Backspace in the empty field takes the last back. */
export function ValueField({ label, values, several, suggestions, onChange }: ValueFieldProps) {
  const [draft, setDraft] = useState('')
  const list = useId()
  const offered = suggestions.filter((one) => !values.includes(one))
  const take = (text: string): void => {
    const value = text.trim()
    setDraft('')
    if (value && !values.includes(value)) onChange([...values, value])
  }
  if (!several)
    return (
      <span className={styles.values}>
        <input
          aria-label={label}
          list={list}
          value={values[0] ?? ''}
          placeholder="value"
          onChange={(event) => onChange(event.target.value === '' ? [] : [event.target.value])}
        />
        <datalist id={list}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </span>
    )
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if ((event.key === 'Enter' || event.key === ',') && draft.trim()) {
      event.preventDefault()
      take(draft)
    } else if (event.key === 'Backspace' && draft === '') onChange(values.slice(0, -1))
  }
  return (
    <span className={styles.values}>
      {values.map((value) => (
        <span key={value} className={styles.value}>
          {value}
          <button
            type="button"
            aria-label={`Remove ${value}`}
            onClick={() => onChange(values.filter((one) => one !== value))}
          >
            <XIcon size={11} />
          </button>
        </span>
      ))}
      <input
        aria-label={label}
        list={list}
        value={draft}
        placeholder={values.length === 0 ? 'value' : '+'}
        onChange={(event) =>
          offered.includes(event.target.value) ? take(event.target.value) : setDraft(event.target.value)
        }
        onKeyDown={onKeyDown}
        onBlur={() => take(draft)}
      />
      <datalist id={list}>
        {offered.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </span>
  )
}
