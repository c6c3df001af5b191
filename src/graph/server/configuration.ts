import { mkdir, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'

const MEBIBYTE = 1_048_576
const clamp = (value: number, least: number, most: number) => Math.round(Math.min(most, Math.max(least, value)))

/** Megabytes for heap and page cache: an eighth of the machine's memory each, within bounds that serve small and large graphs. */
export function memory(total: number = totalmem()): { heap: number; pageCache: number } {
  return { heap: clamp(total / MEBIBYTE / 8, 512, 4096), pageCache: clamp(total / MEBIBYTE / 8, 128, 4096) }
}

/**
 * Writes neo4j.conf. The import lines close `LOAD CSV`, which would read any file of the machine; the tx_log lines keep
 * an empty home at 2 MB instead of 517; the shutdown lines make stopping take under a second and keep a commit that
 * comes after SIGTERM from being refused and kept all the same.
 */
export async function configure(home: string, port: number): Promise<void> {
  const lines = [
    'server.default_listen_address=127.0.0.1',
    `server.bolt.listen_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.usage_report.enabled=false',
    `server.memory.pagecache.size=${memory().pageCache}m`,
    'server.directories.import=import',
    'dbms.security.allow_csv_import_from_file_urls=false',
    'internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0',
    'db.tx_log.preallocate=false',
    'db.tx_log.rotation.size=64m',
    'db.tx_log.rotation.retention_policy=keep_none',
    'internal.server.bolt.thread_pool_shutdown_wait_time=0s',
    'db.shutdown_transaction_end_timeout=0s',
  ]
  await mkdir(join(home, 'conf'), { recursive: true })
  await writeFile(join(home, 'conf', 'neo4j.conf'), `${lines.join('\n')}\n`)
}
