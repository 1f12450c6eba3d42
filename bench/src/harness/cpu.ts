import fs from 'node:fs'

/** CPU milliseconds of this process, all threads and collection: what a busy machine cannot inflate. */
export function cpuOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  return sinceCpu(before)
}

export function sinceCpu(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The kernel counts in hundredths of a second wherever Node runs on Linux. */
const MILLISECONDS_A_TICK = 10

interface ProcessStat {
  readonly parent: number
  /** Milliseconds of the process itself. */
  readonly own: number
  /** Milliseconds of its children that have ended. */
  readonly ended: number
}

function statOf(pid: number): ProcessStat {
  const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program may hold spaces and brackets: what is numbered begins after the last bracket.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => fields[at]!)
  return {
    parent: parent!,
    own: (user! + system!) * MILLISECONDS_A_TICK,
    ended: (endedUser! + endedSystem!) * MILLISECONDS_A_TICK,
  }
}

/** CPU milliseconds that another process has used so far. Linux only. */
export const cpuOfProcess = (pid: number): number => statOf(pid).own

/** The same of a process with its children, those that ended included: of a PostgreSQL with its backends. */
export function cpuOfFamily(pid: number): number {
  const { own, ended } = statOf(pid)
  let sum = own + ended
  for (const other of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(other)) continue
    try {
      const stat = statOf(Number(other))
      if (stat.parent === pid) sum += stat.own
    } catch {
      // Ended between being listed and being read.
    }
  }
  return sum
}

/** Resident megabytes of another process. */
export function megabytesOf(pid: number): number {
  const found = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) / 1000
}
