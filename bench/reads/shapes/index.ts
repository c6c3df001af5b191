import type { Shape } from '../shape.ts'
import { coHolders } from './co-holders.ts'
import { deepPage } from './deep-page.ts'
import { documentPage } from './document-page.ts'
import { runJourneys, stationCalls } from './hub-pages.ts'
import { personPage } from './person-page.ts'
import { searchPage } from './search-page.ts'
import { trainList } from './train-list.ts'

/** What is measured, in this order. */
export const SHAPES: readonly Shape[] = [
  personPage,
  trainList,
  coHolders,
  documentPage,
  deepPage,
  searchPage,
  stationCalls('few'),
  stationCalls('many'),
  runJourneys('few'),
  runJourneys('many'),
]
