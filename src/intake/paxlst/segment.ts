import type { Separators } from './separators.ts'

/** Elements of a segment after its tag, each a list of components. */
export type Elements = readonly (readonly string[])[]

/** One segment as it was written. */
export class Segment {
  /** Which of the file it is, UNA included: with one segment on a line, the line. */
  readonly ordinal: number
  readonly tag: string
  /** As it came, its terminator included, without the line ends that a wrapped file has inside it. */
  readonly raw: string
  readonly #separators: Separators
  #elements: Elements | undefined

  constructor(ordinal: number, raw: string, separators: Separators) {
    this.ordinal = ordinal
    this.raw = raw
    this.#separators = separators
    this.tag = raw.slice(0, 3)
  }

  /** Whether it begins with a tag and goes on with a separator. */
  get isWellFormed(): boolean {
    const { element, component, terminator } = this.#separators
    const next = this.raw.charCodeAt(3)
    return /^[A-Z][A-Z0-9]{2}$/.test(this.tag) && [element, component, terminator].includes(next)
  }

  get elements(): Elements {
    this.#elements ??= elementsOf(this.raw.slice(0, -1), this.#separators).slice(1)
    return this.#elements
  }

  /** A component, by the places of its element after the tag and in the element; empty where there is none. */
  at(element: number, component = 0): string {
    return this.elements[element]?.[component] ?? ''
  }
}

/** Takes a segment without its terminator apart: its tag is the first element. A released separator is data. */
export function elementsOf(text: string, { component, element, release }: Separators): string[][] {
  const [betweenComponents, betweenElements] = [String.fromCharCode(component), String.fromCharCode(element)]
  if (release === undefined || !text.includes(String.fromCharCode(release)))
    return text.split(betweenElements).map(part => part.split(betweenComponents))
  const elements: string[][] = [[]]
  let value = ''
  for (let i = 0; i < text.length; i++) {
    const at = text.charCodeAt(i)
    if (at === release) value += text[++i] ?? ''
    else if (at === element || at === component) {
      elements.at(-1)?.push(value)
      value = ''
      if (at === element) elements.push([])
    } else value += text[i]
  }
  elements.at(-1)?.push(value)
  return elements
}

/** Writes a segment, its terminator included; empty components and elements at an end are left out. */
export function written(tag: string, elements: Elements, separators: Separators): string {
  const { component, element, release, terminator } = separators
  const special = new Set([component, element, release, terminator].filter(byte => byte !== undefined))
  const mark = release === undefined ? '' : String.fromCharCode(release)
  const released = (text: string) =>
    text.replace(/[^\p{L}\p{N} ]/gu, c => (special.has(c.charCodeAt(0)) ? mark + c : c))
  const parts = elements.map(parts => upToLast(parts.map(released)).join(String.fromCharCode(component)))
  return [tag, ...upToLast(parts)].join(String.fromCharCode(element)) + String.fromCharCode(terminator)
}

const upToLast = (parts: readonly string[]) => parts.slice(0, parts.findLastIndex(part => part !== '') + 1)
