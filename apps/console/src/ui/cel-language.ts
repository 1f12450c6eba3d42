import { StreamLanguage } from '@codemirror/language'

/** Enough of the Common Expression Language to colour it; whether it is right is for the server to say. */
export const cel = StreamLanguage.define<null>({
  name: 'cel',
  startState: () => null,
  token(stream) {
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match(/^[rb]?("(\\.|[^"\\])*"?|'(\\.|[^'\\])*'?)/)) return 'string'
    if (stream.match(/^\d+(\.\d+)?u?/)) return 'number'
    if (stream.match(/^(true|false|null)\b/)) return 'bool'
    if (stream.match(/^in\b/)) return 'keyword'
    if (stream.match(/^[A-Za-z_]\w*(?=\()/)) return 'variableName.special'
    if (stream.match(/^[A-Za-z_]\w*/)) return 'variableName'
    if (stream.match(/^(&&|\|\||[<>=!]=?)/)) return 'operator'
    stream.next()
    return null
  },
})
