export default async function tearDown() {
  await (globalThis as { testServer?: { close(): Promise<void> } }).testServer?.close()
}
