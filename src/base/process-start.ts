import { readFileSync } from 'node:fs'

/** When a process started, in the kernel's own units; undefined where it does not run (or is a zombie). */
export function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    // No /proc on macOS: that a signal could be sent is all there is to know.
    try {
      process.kill(pid, 0)
      return process.platform === 'linux' ? undefined : 'running'
    } catch {
      return undefined
    }
  }
}
