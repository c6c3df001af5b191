import { Invalid } from '../../base/index.ts'

/** The bytes that divide an interchange (ISO 9735-1); all are ASCII, so bytes can be divided before they are decoded. */
export interface Separators {
  readonly component: number
  readonly element: number
  /** Takes the next character as it is; undefined where the interchange has none. */
  readonly release: number | undefined
  readonly terminator: number
}

const code = (character: string) => character.charCodeAt(0)

/** Those of an interchange without UNA. */
export const DEFAULTS: Separators = {
  component: code(':'),
  element: code('+'),
  release: code('?'),
  terminator: code("'"),
}

/** Bytes of a service string advice: `UNA`, then component, element, decimal, release, reserved, terminator. */
export const UNA_LENGTH = 9

/**
 * What a service string advice says. A blank release character means that there is none.
 * @throws Invalid where two are the same, or one could be data
 */
export function separatorsOf(una: Uint8Array): Separators {
  const [component, element, , release, , terminator] = una.subarray(3) as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const own = [component, element, ...(release === BLANK ? [] : [release]), terminator]
  if (new Set(own).size < own.length || own.some(isData) || [component, element, release].some(isLineEnd))
    throw new Invalid('expected UNA and distinct separators that are neither letters, digits nor blanks, got others')
  return { component, element, release: release === BLANK ? undefined : release, terminator }
}

const BLANK = 0x20
const isData = (byte: number) => byte === BLANK || byte > 0x7e || /[0-9A-Za-z]/.test(String.fromCharCode(byte))

export const isLineEnd = (byte: number) => byte === 0x0d || byte === 0x0a
