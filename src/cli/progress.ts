import cliProgress from 'cli-progress'

/** Progress of something that may take longer than two seconds: a bar on a terminal, plain lines elsewhere. Goes to stderr. */
export interface Progress {
  update(done: number, total: number, note: string): void
  stop(): void
}

const LINE_EVERY = 5_000

export function openProgress(what: string): Progress {
  return process.stderr.isTTY ? bar(what) : lines(what)
}

function bar(what: string): Progress {
  const shown = new cliProgress.SingleBar(
    { format: `${what} {bar} {percentage}% | {eta_formatted} left | {note}`, hideCursor: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  )
  let started = false
  return {
    update(done, total, note) {
      if (!started) shown.start(total, done, { note })
      else shown.update(done, { note })
      started = true
    },
    stop: () => shown.stop(),
  }
}

function lines(what: string): Progress {
  let last = 0
  return {
    update(done, total, note) {
      if (Date.now() - last < LINE_EVERY) return
      last = Date.now()
      process.stderr.write(`${what} ${total > 0 ? Math.floor((100 * done) / total) : 0} % | ${note}\n`)
    },
    stop() {},
  }
}
