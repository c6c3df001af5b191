/**
 * The rooms' texts speak of `x`, the node that has a field, and `y`, the node that it leads to. Inside a statement each
 * level has a variable of its own: x, y, y2, y3, …
 */
export const variable = (depth: number) => (depth === 0 ? 'x' : depth === 1 ? 'y' : `y${depth}`)

/** A room's text for a field of the node at `depth`; `$filter` is the page's own of this number. */
export function inPlace(text: string, depth: number, page = 0): string {
  const placed = text.replaceAll(/\$filter\b/g, `$filter${page}`)
  if (depth === 0) return placed
  return placed.replaceAll(/(?<![\w.$'`])([xy])(?!\w)/g, name => variable(name === 'x' ? depth : depth + 1))
}
