import XMLBuilder from 'fast-xml-builder'

/** An element's attributes as `@name`, its text as `#text`, its children by name. */
export type Content = { readonly [name: string]: string | number | boolean | Content | readonly Content[] }

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
})

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** One element as a line. Line ends and tabs go by number: a reader makes blanks of those that stand in attributes. */
export const element = (name: string, content: Content): string =>
  `${builder.build({ [name]: content }).replace(/[\t\n\r]/g, blank => `&#${blank.charCodeAt(0)};`)}\n`

/** An element that other pieces follow before it is closed. */
export const opened = (name: string, content: Content = {}): string =>
  element(name, { ...content, '#text': ' ' }).replace(` </${name}>`, '')
