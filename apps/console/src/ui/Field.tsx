import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'
import { ChevronDownIcon, SearchIcon } from './icons.ts'
import { Kbd } from './Kbd.tsx'

interface Labelled {
  readonly label: string
  readonly help?: ReactNode
  readonly error?: string | undefined
}

function Frame({ label, help, error, id, children }: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      {error ? (
        <p id={`${id}-said`} className={styles.error}>
          {error}
        </p>
      ) : (
        help && (
          <p id={`${id}-said`} className={styles.help}>
            {help}
          </p>
        )
      )}
    </div>
  )
}

const described = ({ help, error }: Labelled, id: string) => ({
  id,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': help || error ? `${id}-said` : undefined,
})

export function TextField({ label, help, error, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Frame label={label} help={help} error={error} id={id}>
      <input {...rest} {...described({ label, help, error }, id)} className={styles.control} />
    </Frame>
  )
}

export function TextArea({ label, help, error, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Frame label={label} help={help} error={error} id={id}>
      <textarea
        rows={3}
        {...rest}
        {...described({ label, help, error }, id)}
        className={classes(styles.control, styles.area)}
      />
    </Frame>
  )
}

interface Option {
  readonly value: string
  readonly title: string
}

export function SelectField({
  label,
  help,
  error,
  options,
  ...rest
}: Labelled & SelectHTMLAttributes<HTMLSelectElement> & { readonly options: readonly Option[] }) {
  const id = useId()
  return (
    <Frame label={label} help={help} error={error} id={id}>
      <span className={styles.select}>
        <select {...rest} {...described({ label, help, error }, id)} className={styles.control}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
        <ChevronDownIcon size={14} />
      </span>
    </Frame>
  )
}

/** A filter in a toolbar: its first option says what it filters by, and it stands out when it does. */
export function FilterSelect({
  label,
  any,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly any: string
  readonly value: string | undefined
  readonly options: readonly Option[]
  readonly onChange: (value: string | undefined) => void
}) {
  return (
    <span className={classes(styles.select, styles.filter, value && styles.set)}>
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
        className={styles.control}
      >
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
      <ChevronDownIcon size={14} />
    </span>
  )
}

export function SearchField({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <span className={styles.search}>
      <SearchIcon size={15} />
      <input
        type="search"
        data-search=""
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={styles.control}
      />
      <Kbd>/</Kbd>
    </span>
  )
}
