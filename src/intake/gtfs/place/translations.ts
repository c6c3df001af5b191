import type { Refusals } from '../refusals.ts'
import { rowsOf } from '../row.ts'
import type { Feed } from '../source/feed.ts'
import { languageOf, type StationDraft } from './station-draft.ts'
import type { Stops } from './stops.ts'

/** Gives stations their names in other languages: that of the feed itself, then those of `translations.txt`. */
export async function translateStations(feed: Feed, { stations, byId }: Stops, refusals: Refusals): Promise<void> {
  for await (const row of rowsOf(feed, 'feed_info.txt', refusals)) {
    const language = languageOf(row.cell('feed_lang'))
    if (language && language !== 'en') for (const station of stations) station.translate(language, station.name)
  }
  const byName = Map.groupBy(stations, ({ name }) => name)
  for await (const row of rowsOf(feed, 'translations.txt', refusals)) {
    const language = languageOf(row.cell('language'))
    if (!language || row.cell('table_name') !== 'stops' || row.cell('field_name') !== 'stop_name') continue
    const id = row.cell('record_id')
    if (row.cell('translation') === '') refusals.add(row, 'translation', 'a name')
    else if (id !== '' && !byId.has(id)) refusals.add(row, 'record_id', 'a stop of stops.txt')
    // What a platform is called says nothing of its station.
    else if (id !== '') itself(byId.get(id), id)?.translate(language, row.cell('translation'))
    else
      for (const station of byName.get(row.cell('field_value')) ?? [])
        station.translate(language, row.cell('translation'))
  }
}

const itself = (station: StationDraft | null | undefined, id: string) => (station?.id === id ? station : undefined)
