import { EditorView } from '@codemirror/view'

/** The editor in our tokens: variables reach into its shadow root where style sheets do not. */
export const codeTheme = EditorView.theme({
  '&': { minHeight: '74px', color: 'var(--text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: '12.5px / 1.6 var(--mono)' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    borderRight: '1px solid var(--border-subtle)',
    backgroundColor: 'var(--sunken)',
    color: 'var(--text-muted)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'var(--pressed)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-border)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--pressed)' },
  '.tok-string': { color: 'var(--grant-text)' },
  '.tok-number, .tok-bool': { color: 'var(--warn-text)' },
  '.tok-keyword': { color: 'var(--role-text)' },
  '.tok-variableName2': { color: 'var(--accent-text)' },
  '.tok-comment': { color: 'var(--text-muted)' },
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: '6px',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { font: '12px / 1.6 var(--mono)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-diagnostic': { font: '12px / 1.45 var(--font)', padding: '6px 10px' },
})
