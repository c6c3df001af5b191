const LIMIT = 60

/** What came, as JSON short enough to read. Only as much of a large or deep value is looked at as is shown. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : clipped(written(value, LIMIT + 1))
}

/** Text cut to a length that can be read. */
export function clipped(text: string): string {
  return text.length > LIMIT ? `${text.slice(0, LIMIT).toWellFormed()}…` : text.toWellFormed()
}

function written(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room))
  if (value === null || typeof value !== 'object') return String(value)
  const isList = Array.isArray(value)
  let text = isList ? '[' : '{'
  for (const key in value) {
    if (text.length >= room) return text
    if (text.length > 1) text += ','
    if (!isList) text += `${JSON.stringify(key.slice(0, room))}:`
    text += written((value as Record<string, unknown>)[key], room - text.length)
  }
  return text + (isList ? ']' : '}')
}
