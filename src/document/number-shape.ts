/** Letters that a machine or a hand takes for a digit, and Cyrillic letters that look like Latin ones, such as `В`, `8`. */
const MISREAD: Readonly<Record<string, string>> = {
  ...{ O: '0', Q: '0', D: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' },
  ...{
    А: 'A',
    В: '8',
    З: '3',
    Е: 'E',
    І: '1',
    К: 'K',
    М: 'M',
    Н: 'H',
    О: '0',
    Р: 'P',
    С: 'C',
    Т: 'T',
    У: 'Y',
    Х: 'X',
    Ѕ: '5',
  },
}

/** A number with every letter that is taken for another character as that one: two that are read alike have one shape. */
export const numberShape = (number: string) =>
  DIGITS.test(number) ? number : number.replace(/[OQDILSBZАВЗЕІКМНОРСТУХЅ]/g, letter => MISREAD[letter] as string)

/** Most numbers are. */
const DIGITS = /^\d+$/
