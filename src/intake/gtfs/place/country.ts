import { getTimezone } from 'countries-and-timezones'
import isoCountries from 'i18n-iso-countries'

/** Where the time zone database itself names two states for one town, a clock does not say whose it is. */
const CONTESTED = new Set(['Europe/Simferopol'])

/**
 * The ICAO 9303 code of the country whose clock this is: that of the town the zone is named after. Undefined for zones of
 * no country such as UTC.
 */
export function countryOf(zone: string): string | undefined {
  const alpha2 = CONTESTED.has(zone) ? undefined : getTimezone(zone)?.countries[0]
  const alpha3 = alpha2 === undefined ? undefined : isoCountries.alpha2ToAlpha3(alpha2)
  // ICAO 9303-3 section 5: Germany is D.
  return alpha3 === 'DEU' ? 'D' : alpha3
}
