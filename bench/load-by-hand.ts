import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import neo4j, { type Session } from 'neo4j-driver'
import type { GraphAddress } from '../src/base/index.ts'

/** What somebody who knows Cypher writes: one MERGE statement a file, a thousand rows a transaction, nothing checked. */

const PASSENGERS = `UNWIND $rows AS row
MATCH (r:TrainRun {id: row.run})
MERGE (p:Person {id: row.identity.surname + '|' + row.identity.givenNames + '|' + row.identity.dateOfBirth})
MERGE (j:Journey {id: row.run + '#' + row.ref})
SET j.ref = row.ref, j.run = row.run, j.stage = row.stage, j.ticketedFrom = row.ticket.from, j.ticketedTo = row.ticket.to
MERGE (p)-[:MADE]->(j)
MERGE (j)-[:ON]->(r)
MERGE (b:Booking {id: row.booking.ref})
MERGE (j)-[:BOOKED_IN]->(b)
WITH p, j, row
UNWIND row.documents AS document
MERGE (d:Document {id: document.type + ':' + document.issuer + ':' + document.number})
SET d.type = document.type, d.issuer = document.issuer, d.number = document.number
MERGE (p)-[:HOLDS]->(d)
MERGE (j)-[:PRESENTED]->(d)`

const CHECKS = `UNWIND $rows AS row
MATCH (j:Journey {id: row.run + '#' + row.passenger})
MATCH (s:Station {id: row.station})
MERGE (k:Check {id: row.id})
SET k.at = datetime(row.at), k.kind = row.kind, k.basis = row.basis, k.capture = row.capture, k.station = row.station
MERGE (k)-[:OF]->(j)`

/** Loads passenger lists and checks; returns the seconds that it took. Stations, trains and runs must be there. */
export async function loadByHand(address: GraphAddress, passengers: string, checks: string): Promise<number> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.username, address.password))
  const session = driver.session({ database: address.database })
  const started = performance.now()
  try {
    await loadFile(session, passengers, PASSENGERS)
    await loadFile(session, checks, CHECKS)
    return (performance.now() - started) / 1000
  } finally {
    await session.close()
    await driver.close()
  }
}

async function loadFile(session: Session, path: string, statement: string): Promise<void> {
  let rows: unknown[] = []
  const flush = () => session.executeWrite(tx => tx.run(statement, { rows }))
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    rows.push(JSON.parse(line))
    if (rows.length < 1_000) continue
    await flush()
    rows = []
  }
  if (rows.length > 0) await flush()
}
