import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { DeliveryFile } from '../read/index.ts'
import { readFiles } from './reading.ts'

/** The thread that reads ahead: see `read-ahead.ts`. Each message is answered when it is done with. */

/** Messages that wait at most: some 250 kilobytes of a file each. */
const AHEAD = 16

const { files, home } = workerData as { files: readonly DeliveryFile[]; home: string }
const port = parentPort
if (port === null) throw new Error('reading-thread: expected to run as a thread')

let waiting = 0
port.on('message', () => waiting--)
await readFiles(files, home, async told => {
  port.postMessage(told)
  waiting++
  while (waiting >= AHEAD) await once(port, 'message')
})
port.close()
