import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { cel } from './cel-language.ts'
import type { CodeEditorProps, CodeProblem } from './code-editor-props.ts'
import { codeTheme } from './code-theme.ts'

/**
 * CodeMirror for one expression. The text is the caller's. It lives in a shadow root: there its style sheets are
 * adopted objects instead of style tags, which the content security policy would need a nonce for.
 */
export default function CodeMirror(props: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const held = useRef(props)
  held.current = props

  useEffect(() => {
    if (!place.current) return
    const { text, label, readOnly } = held.current
    const complete = (context: CompletionContext) => {
      const word = context.matchBefore(/[\w.]+/)
      if (!word && !context.explicit) return null
      return { from: word?.from ?? context.pos, options: (held.current.completions ?? []).map((one) => ({ ...one })) }
    }
    const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: 'open' })
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          bracketMatching(),
          cel,
          codeTheme,
          syntaxHighlighting(classHighlighter),
          autocompletion({ override: [complete], icons: false }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly ?? false),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) held.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [])

  useEffect(() => {
    const now = view.current?.state.doc.toString()
    if (view.current && now !== undefined && now !== props.text)
      view.current.dispatch({ changes: { from: 0, to: now.length, insert: props.text } })
  }, [props.text])

  useEffect(() => {
    const shown = view.current
    if (shown)
      shown.dispatch(
        setDiagnostics(
          shown.state,
          (props.problems ?? []).map((problem) => diagnostic(shown.state, problem)),
        ),
      )
  }, [props.problems])

  return <div ref={place} />
}

/** From a line and column counted from one to the word that stands there; out of the text is its end. */
function diagnostic(state: EditorState, problem: CodeProblem): Diagnostic {
  const line = state.doc.line(Math.min(Math.max(1, problem.line), state.doc.lines))
  const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to)
  const word = state.wordAt(from)
  return { from: word?.from ?? from, to: word?.to ?? from, severity: problem.severity, message: problem.message }
}
