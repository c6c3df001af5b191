/** Endings of patronymics in Latin and Cyrillic: Ivanovich, Ivanavich, Ivanovych, Ivanovič; Ilyinichna, Ivanovna, Ivanauna. */
const MALE = /(?:OV|EV|AV)(?:ICH|YCH|IC|ITCH|ICZ|IČ)$|(?:ОВ|ЕВ|ЁВ|АВ)(?:ИЧ|ІЧ)$/u
const FEMALE = /(?:OV|EV|AU|EU|IV)NA$|(?:ICH|ITCH|IČ)NA$|(?:ОВ|ЕВ|ЁВ|АЎ|ЕЎ|ІВ)НА$|ИЧНА$/u
/** A few masculine ones are formed without -ov: Ilich, Kuzmich, Lukich, Nikitich, Fomich. */
const SHORT = /^(?:IL|KUZM|LUK|NIKIT|FOM|SAVV|FOK|ИЛЬ|КУЗЬМ|ЛУК|НИКИТ|ФОМ|САВВ|ФОК)(?:ICH|YICH|ИЧ)$/u

/** Is this word of a name a patronymic? */
export function isPatronymic(word: string): boolean {
  return word.length > 4 && (MALE.test(word) || FEMALE.test(word) || SHORT.test(word))
}

/** Given names apart from a patronymic behind them; a first word is never one. */
export function partPatronymic(words: readonly string[]): { given: string[]; patronymic: string | null } {
  const at = words.findIndex((word, i) => i > 0 && isPatronymic(word))
  if (at < 0) return { given: [...words], patronymic: null }
  return { given: words.filter((_, i) => i !== at), patronymic: words[at] as string }
}

/** The father's name in it, alike for sons and daughters: IVANOVICH and IVANOVNA both → IVAN. */
export function fatherIn(patronymic: string): string {
  return patronymic.replace(
    /(?:[OEA][VU]|IV)(?:ICH|YCH|ITCH|IC|ICZ|NA)$|(?:(?:IN)?ICHNA|ITCHNA|ICH)$|(?:[ОЕЁАІ][ВЎ])(?:ИЧ|ІЧ|НА)$|ИЧНА$|ИЧ$/u,
    '',
  )
}
