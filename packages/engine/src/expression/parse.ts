import { parse } from '@bufbuild/cel'
import { LIMITS } from './limits.ts'
import { type ExpressionRefused, type ExpressionResult, type Problem, refuseExpression } from './refusal.ts'
import { type Macro, type ParsedExpression, positionOf, type Syntax } from './syntax.ts'

type Tree = ReturnType<typeof parse>
type Node = Tree['expr']

/** CEL text as a tree, within `LIMITS`. The text is never evaluated here. */
export function parseExpression(text: string): ExpressionResult<ParsedExpression> {
  const problem = (refusal: ExpressionRefused, offset: number, detail: string) =>
    refuseExpression({ refusal, at: positionOf(text, offset), detail })

  if (text.length > LIMITS.characters)
    return problem(
      'expression.too-long',
      LIMITS.characters,
      `${text.length} characters; at most ${LIMITS.characters} are allowed.`,
    )
  const tooDeep = bracketBeyondDepth(text)
  if (tooDeep !== null) return problem('expression.too-deep', tooDeep, `Brackets may be nested ${LIMITS.depth} deep.`)

  const tree = parseTree(text)
  if ('refusal' in tree) return refuseExpression(tree)
  const read = readTree(text, tree)
  return 'refusal' in read ? refuseExpression(read) : { ok: true, value: { text, root: read } }
}

/**
 * Where the brackets first go deeper than allowed. Brackets in string literals count too:
 * finding out where strings end is the parser's work, and this runs before it dares to start.
 */
function bracketBeyondDepth(text: string): number | null {
  let depth = 0
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset]!
    if ('([{'.includes(character) && ++depth > LIMITS.depth) return offset
    if (')]}'.includes(character)) depth--
  }
  return null
}

function parseTree(text: string): Tree | Problem {
  try {
    return parse(text)
  } catch (error) {
    // Only brackets were counted: a thousand signs in a row can still exhaust the parser's stack.
    if (error instanceof RangeError)
      return {
        refusal: 'expression.too-deep',
        at: { line: 1, column: 1 },
        detail: `Parts may be nested ${LIMITS.depth} deep.`,
      }
    if (!(error instanceof Error)) throw error
    const said = error as Error & { rawMessage?: string; location?: { start: { offset: number } } }
    const at = positionOf(text, said.location?.start.offset ?? 0)
    return { refusal: 'expression.syntax', at, detail: said.rawMessage ?? said.message }
  }
}

const MACROS: ReadonlySet<string> = new Set<Macro>(['exists', 'all', 'exists_one', 'filter', 'map'])

/** Our own tree from the standard one: macros as they were written, chains flat, constants as plain values. */
function readTree(text: string, tree: Tree): Syntax | Problem {
  const positions = tree.sourceInfo?.positions ?? {}
  const macroCalls = tree.sourceInfo?.macroCalls ?? {}
  let nodes = 0
  let problem: Problem | null = null
  const nothing: Syntax = { at: 0, is: 'list', items: [] }

  const fail = (refusal: ExpressionRefused, at: number, detail: string): Syntax => {
    problem ??= { refusal, at: positionOf(text, at), detail }
    return nothing
  }

  const read = (node: Node | undefined, depth: number): Syntax => {
    if (problem !== null || node === undefined) return nothing
    const at = positions[node.id.toString()] ?? 0
    if (++nodes > LIMITS.nodes) return fail('expression.too-large', at, `At most ${LIMITS.nodes} parts are allowed.`)
    if (depth > LIMITS.depth) return fail('expression.too-deep', at, `Parts may be nested ${LIMITS.depth} deep.`)
    const kind = node.exprKind
    switch (kind.case) {
      case 'constExpr': {
        const constant = kind.value.constantKind
        if (constant.case === 'stringValue') return { at, is: 'literal', type: 'string', value: constant.value }
        if (constant.case === 'boolValue') return { at, is: 'literal', type: 'bool', value: constant.value }
        if (constant.case === 'doubleValue' && Number.isFinite(constant.value))
          return { at, is: 'literal', type: 'double', value: constant.value }
        if (constant.case === 'int64Value' && Number.isSafeInteger(Number(constant.value)))
          return { at, is: 'literal', type: 'int', value: Number(constant.value) }
        if (constant.case === 'nullValue')
          return fail('expression.unsupported', at, 'There is no null here: ask has(identity.manager) instead.')
        return fail(
          'expression.unsupported',
          at,
          'Literals are strings, whole numbers up to 2^53, decimals, true and false.',
        )
      }
      case 'identExpr':
        return { at, is: 'name', name: kind.value.name }
      case 'selectExpr': {
        const of = read(kind.value.operand, depth + 1)
        return { at, is: kind.value.testOnly ? 'has' : 'select', of, field: kind.value.field }
      }
      case 'listExpr':
        return { at, is: 'list', items: kind.value.elements.map((item) => read(item, depth + 1)) }
      case 'callExpr': {
        const { function: name, target, args } = kind.value
        if (name === '_&&_' || name === '_||_')
          return { at, is: 'call', name, target: null, args: chain(name, node).map((link) => read(link, depth + 1)) }
        return {
          at,
          is: 'call',
          name,
          target: target === undefined ? null : read(target, depth + 1),
          args: args.map((arg) => read(arg, depth + 1)),
        }
      }
      case 'structExpr':
        return fail('expression.unsupported', at, 'Maps and messages cannot be made here.')
      default:
        return readMacro(node, at, depth)
    }
  }

  const readMacro = (node: Node, at: number, depth: number): Syntax => {
    const call = macroCalls[node.id.toString()]?.exprKind
    if (call?.case !== 'callExpr') return fail('expression.unsupported', at, 'This form is not available here.')
    const { function: name, target, args } = call.value
    const [local, body] = args
    if (name === 'has' && args[0]?.exprKind.case === 'selectExpr')
      return { at, is: 'has', of: read(args[0].exprKind.value.operand, depth + 1), field: args[0].exprKind.value.field }
    if (!MACROS.has(name) || args.length !== 2 || local?.exprKind.case !== 'identExpr')
      return fail(
        'expression.unsupported',
        at,
        `Macros are ${[...MACROS].join(', ')}, each with a name and a condition.`,
      )
    return {
      at,
      is: 'macro',
      macro: name as Macro,
      over: read(target, depth + 1),
      local: local.exprKind.value.name,
      body: read(body, depth + 1),
    }
  }

  const root = read(tree.expr, 0)
  return problem ?? root
}

/** The links of a chain of one logical operator; the standard tree balances them into pairs. */
function chain(name: string, node: Node): Node[] {
  if (node.exprKind.case !== 'callExpr' || node.exprKind.value.function !== name) return [node]
  return node.exprKind.value.args.flatMap((arg) => chain(name, arg))
}
