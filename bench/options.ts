import { InvalidArgumentError } from 'commander'

/** An option's value as a whole number from 1. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError(`expected a whole number from 1, got ${text}`)
  return Number(text)
}

/** An option's value as a number above 0. */
export function positive(text: string): number {
  if (!(Number(text) > 0)) throw new InvalidArgumentError(`expected a number above 0, got ${text}`)
  return Number(text)
}
