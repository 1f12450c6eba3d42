/** The end of a command's help: how it is called, and what that does. */
export const examples = (...lines: readonly (readonly [call: string, does: string])[]): string => {
  const width = Math.max(...lines.map(([call]) => call.length))
  return `\nFor example:\n${lines.map(([call, does]) => `  ${call.padEnd(width)}  ${does}`).join('\n')}`
}
