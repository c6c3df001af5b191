import { readdirSync, readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { StixObject } from './read-back.ts'

/** The JSON schemas of STIX 2.1 that OASIS publishes (oasis-open/cti-stix2-json-schemas, BSD-3-Clause), as they are. */
const FOLDER = new URL('./stix-2.1/', import.meta.url)
const BASE = 'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/'

const ajv = new Ajv2020.default({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
for (const folder of ['common', 'sdos', 'sros'])
  for (const name of readdirSync(new URL(folder, FOLDER)))
    ajv.addSchema(JSON.parse(readFileSync(new URL(`${folder}/${name}`, FOLDER), 'utf8')))

const PLACE: Readonly<Record<string, string>> = {
  identity: 'sdos/identity.json',
  location: 'sdos/location.json',
  note: 'sdos/note.json',
  relationship: 'sros/relationship.json',
  'marking-definition': 'common/marking-definition.json',
  'extension-definition': 'common/extension-definition.json',
}

/** What the schema of an object's type says against it; an object of an extension is held to what all objects have. */
export function problemsOf(object: StixObject): string[] {
  const validate = ajv.getSchema(`${BASE}${PLACE[object.type] ?? 'common/core.json'}`)
  if (!validate) throw new Error(`no schema for ${object.type}`)
  if (validate(object)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${object.type}${instancePath} ${message}`)
}
