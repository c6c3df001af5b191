import type { Database } from '../graph/index.ts'
import type { IdentityFields } from '../person/index.ts'

/** Somebody on a run's list, as the graph has it; null and absent alike mean that nobody said. */
export interface ListedPassenger {
  readonly ref: string
  readonly role: string | null
  readonly stage: string | null
  readonly capture: string | null
  readonly coach: string | null
  readonly seat: string | null
  /** Ids of calls. */
  readonly ticketedFrom: string | null
  readonly ticketedTo: string | null
  readonly identity: { readonly [K in keyof IdentityFields]: IdentityFields[K] | null }
  readonly documents: readonly {
    readonly type: string
    readonly issuer: string
    readonly number: string
    readonly expiresOn: string | null
  }[]
  readonly booking: {
    readonly ref: string
    readonly purchasedAt: number | null
    readonly channel: string | null
  } | null
  /** How many contacts the booking gave. */
  readonly contacts: number
}

/** Whom the lists of a run name, by ref; those whom a check alone saw are on no list. */
export async function passengerList(database: Database, run: string): Promise<ListedPassenger[]> {
  const rows = await database.read(
    `// passengerList
MATCH (:TrainRun {id: $run})<-[:ON]-(j:Journey)
WHERE NOT j.id STARTS WITH 'check:'
MATCH (j)<-[:MADE]-(i:Identity)
OPTIONAL MATCH (j)-[:BOOKED_IN]->(b:Booking)
RETURN j {.ref, .role, .stage, .capture, .coach, .seat, .ticketedFrom, .ticketedTo,
  identity: i {.surname, .givenNames, .surnameCyrillic, .givenNamesCyrillic, .surnameAtBirth, .dateOfBirth, .sex,
    .nationality, .placeOfBirth, .countryOfBirth},
  documents: COLLECT { MATCH (j)-[:PRESENTED]->(d) RETURN d {.type, .issuer, .number, .expiresOn} ORDER BY d.id },
  booking: b {ref: b.id, .purchasedAt, .channel},
  contacts: COUNT { (b)-[:GAVE]->(:Contact) }}
ORDER BY j.ref`,
    { run },
  )
  return rows.map(([passenger]) => passenger as ListedPassenger)
}
