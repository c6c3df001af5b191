import { rmSync } from 'node:fs'

export default async function tearDown() {
  await (globalThis as { testServer?: { close(): Promise<void> } }).testServer?.close()
  rmSync(process.env.TMPDIR as string, { recursive: true, force: true })
}
