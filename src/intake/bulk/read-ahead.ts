import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { DeliveryFile } from '../read/index.ts'
import type { Told } from './reading.ts'

/** Reads files in a thread of its own, a bounded stretch ahead: reading and checking take half of the time. */
export async function* readAhead(files: readonly DeliveryFile[], home: string): AsyncGenerator<Told> {
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: { files, home } })
  try {
    for await (const [told] of on(thread, 'message', { close: ['exit'] })) {
      yield told as Told
      thread.postMessage('done')
    }
  } finally {
    await thread.terminate()
  }
}
