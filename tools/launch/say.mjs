/** What the launcher does is said on stderr: stdout belongs to what it starts. */
export const say = (line) => console.error(`[remit] ${line}`)

export function giveUp(line) {
  say(line)
  process.exit(1)
}

/** Runs a deed that takes a while, and says how long it took. */
export function timed(doing, done, deed) {
  say(`${doing} …`)
  const began = Date.now()
  deed()
  say(`${done} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
