/**
 * A room's text in its place in a statement. Rooms speak of `x`, the node that has a field, and `y`, the node that it
 * leads to; `$filter` is the page's own of this number.
 */
export function inPlace(text: string, x: string, y: string, page = 0): string {
  const placed = page > 0 ? text.replaceAll(/\$filter\b/g, `$filter${page}`) : text
  if (x === 'x' && y === 'y') return placed
  return placed.replaceAll(/(?<![\w.$'`])([xy])(?!\w)/g, name => (name === 'x' ? x : y))
}
