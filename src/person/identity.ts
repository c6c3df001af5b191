import { hash } from 'node:crypto'

/** What a source stated about somebody: the fields as written. */
export interface IdentityFields {
  readonly surname: string
  readonly givenNames?: string | undefined
  readonly surnameCyrillic?: string | undefined
  readonly givenNamesCyrillic?: string | undefined
  readonly surnameAtBirth?: string | undefined
  readonly dateOfBirth?: string | undefined
  readonly sex?: string | undefined
  readonly nationality?: string | undefined
  readonly placeOfBirth?: string | undefined
  readonly countryOfBirth?: string | undefined
}

/** An identity to be recorded: one per distinct set of fields as written and documents beside them. */
export interface StatedIdentity {
  readonly id: string
  readonly fields: IdentityFields
  /** Ids of the documents beside the statement. */
  readonly documents: readonly string[]
}

/** The fields that are compared to tell who is who, in their fixed order: where somebody is from is not among them. */
export const COMPARED = [
  'surname',
  'givenNames',
  'surnameCyrillic',
  'givenNamesCyrillic',
  'surnameAtBirth',
  'dateOfBirth',
  'sex',
] as const

/** The fields by which identities are told apart, in their fixed order. */
export const FIELDS = [...COMPARED, 'nationality', 'placeOfBirth', 'countryOfBirth'] as const

/**
 * The identity that a record states. Its id is 128 bits of a hash over fields and documents, or over fields and the
 * record's key where no document stands beside them: two records without documents are never one identity.
 */
export function statedIdentity(
  fields: IdentityFields,
  documents: readonly string[],
  recordKey: string,
): StatedIdentity {
  const beside = [...new Set(documents)].sort()
  const written = JSON.stringify([FIELDS.map(name => fields[name] ?? null), beside.length > 0 ? beside : recordKey])
  const id = hash('sha256', written, 'base64url').slice(0, 22)
  return { id, fields, documents: beside }
}

/** The name as it is shown: surname, given names. */
export function displayName({ surname, givenNames }: IdentityFields): string {
  return givenNames ? `${surname} ${givenNames}` : surname
}
