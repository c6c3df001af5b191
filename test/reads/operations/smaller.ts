import type { Choice, FieldSelection, Selection } from './selection.ts'

/** Every operation that is this one less one thing: a selection, an argument, a directive, a variable, a name. */
export function* smaller(selections: readonly Selection[]): Generator<readonly Selection[]> {
  if (selections.length > 1) for (const i of selections.keys()) yield selections.filter((_, j) => j !== i)
  for (const [i, selection] of selections.entries()) {
    if (selection.kind === 'fragment' && selection.on === null)
      yield [...selections.slice(0, i), ...selection.below, ...selections.slice(i + 1)]
    for (const simpler of simplerThan(selection)) yield selections.with(i, simpler)
  }
}

function* simplerThan(selection: Selection): Generator<Selection> {
  if (selection.directive) yield { ...selection, directive: null }
  if (selection.kind === 'fragment' && selection.spread) yield { ...selection, spread: false }
  if (selection.kind === 'field') yield* plainer(selection)
  if (selection.below.length > 0) for (const below of smaller(selection.below)) yield { ...selection, below }
}

function* plainer(field: FieldSelection): Generator<Selection> {
  if (field.alias) yield { ...field, alias: false }
  for (const [name, choice] of Object.entries(field.args)) {
    if (!choice) continue
    if (!NEEDED.has(name)) yield { ...field, args: { ...field.args, [name]: undefined } }
    for (const simpler of writtenOut(choice)) yield { ...field, args: { ...field.args, [name]: simpler } }
  }
}

/** Arguments that a field is nothing without. */
const NEEDED = new Set(['id', 'ids', 'run', 'ref', 'code', 'type', 'issuer', 'number'])

function* writtenOut(choice: Choice): Generator<Choice> {
  if (choice.how !== 'written') yield { ...choice, how: 'written' }
  for (const i of choice.fields.keys()) yield { ...choice, fields: choice.fields.filter((_, j) => j !== i) }
  for (const i of choice.items.keys()) yield { ...choice, items: choice.items.filter((_, j) => j !== i) }
}
