import { ru } from '@faker-js/faker'
import type { Random } from '../../seed/base/random.ts'

/**
 * Names of invented persons as they are truly written, in their own letters. The Russian ones are those of faker (MIT),
 * whose lists nobody made with this matcher in mind; Belarusian and Lithuanian ones are common names of the two states.
 */
export type Tongue = 'ru' | 'be' | 'lt'
export type Sex = 'F' | 'M'

const words = (text: string) => text.trim().split(/\s+/)
const listed = (part: unknown, sex: 'female' | 'male') => (part as Record<string, string[]>)[sex] as string[]

const BELARUSIAN = {
  surnames:
    words(`Кавалёў Казлоў Новік Жук Мельнік Бондар Кравец Дубовік Грынкевіч Галубовіч Гурын Язерскі Юркевіч Радзюк
    Сакалоў Савіцкі Сідарэнка Станкевіч Стасевіч Сушко Тарасевіч Цімашэнка Ткачоў Вайцяховіч Васілеўскі Волкаў Адамовіч
    Акуліч Антановіч Бабіч Бараноўскі Барысевіч Багдановіч Бялько Буйко Дашкевіч Дземянчук Карповіч Касперовіч Хацкевіч
    Клімовіч Лапіцкі Лукашэвіч Макарэвіч Матусевіч Міхалевіч Панасюк Пятроўскі Шпак Шаўчэнка Гайдук Гарбачэўскі Журавель
    Чарнавус Цвікевіч Шчарбіцкі Янкоўскі Ярашэвіч`),
  M: words(`Аляксандр Сяргей Дзмітрый Ігар Аляксей Анатоль Андрэй Антон Арцём Барыс Дзяніс Ягор Яўген Генадзь Глеб
    Рыгор Ілья Юрый Іван Кірыл Канстанцін Леанід Максім Мацвей Міхаіл Мікіта Мікалай Алег Пётр Раман Станіслаў Сцяпан
    Цімафей Вадзім Валянцін Васіль Вячаслаў Віктар Уладзімір Зміцер Янка`),
  F: words(`Вольга Алена Аляксандра Анастасія Ганна Дар'я Кацярына Лізавета Яўгенія Галіна Ірына Юлія Ксенія Ларыса
    Марыя Марына Надзея Наталля Аксана Паліна Сафія Святлана Таццяна Валянціна Вікторыя Жана Ніна Вера Зінаіда`),
} as const

const LITHUANIAN = {
  surnames: words(`Kazlauskas Petrauskas Jankauskas Stankevičius Balčiūnas Butkus Vasiliauskas Urbonas Navickas
    Ramanauskas Žukauskas Paulauskas Rimkus Pocius Sakalauskas Mickevičius Šimkus Lukoševičius Dambrauskas Černiauskas
    Mažeika Norkus Gudaitis Žilinskas Jonaitis Juška Kairys Macevičius Malinauskas Milius Morkūnas Petkevičius Šukys
    Tarvydas Venckus Žemaitis Grigas Čepaitis Šulcas Budrys Gedvilas Vilkas`),
  M: words(`Jonas Tomas Darius Mantas Lukas Andrius Vytautas Kęstutis Algirdas Mindaugas Gintaras Rimantas Saulius Arūnas
    Marius Paulius Rokas Justinas Karolis Mykolas Povilas Simonas Žygimantas Aleksandras Sergejus Viktoras`),
  F: words(`Rasa Eglė Daiva Aistė Aušra Birutė Dalia Danutė Gabija Giedrė Ieva Inga Irena Jolanta Kristina Laima Lina
    Monika Neringa Rita Rūta Ugnė Vaida Živilė Jelena Julija`),
} as const

const SURNAMES: Record<Tongue, readonly string[]> = {
  ru: listed(ru.person?.last_name, 'male'),
  be: BELARUSIAN.surnames,
  lt: LITHUANIAN.surnames,
}

const GIVEN: Record<Tongue, Record<Sex, readonly string[]>> = {
  ru: { M: listed(ru.person?.first_name, 'male'), F: listed(ru.person?.first_name, 'female') },
  be: BELARUSIAN,
  lt: LITHUANIAN,
}

/**
 * One of a list whose further places are rarer. The first of 80 names has 7 % (as the most frequent women's name in
 * Russia), of 250 surnames 4 %: surnames are more often shared than in truth, where there are far more of them.
 */
function zipf<T>(list: readonly T[], random: Random): T {
  return list[Math.min(list.length - 1, Math.floor(list.length * random.next() ** (1 / 0.6)))] as T
}

/** Mixes alphabetical lists once, so that what is frequent is not what begins with A. */
const mixed = new Map<readonly string[], string[]>()
export function mixWith(random: Random): void {
  mixed.clear()
  for (const list of [...Object.values(SURNAMES), ...Object.values(GIVEN).flatMap(Object.values)])
    mixed.set(list, random.shuffled(list))
}

const from = (list: readonly string[], random: Random) => zipf(mixed.get(list) ?? list, random)

export const surnameOf = (tongue: Tongue, random: Random) => from(SURNAMES[tongue], random)
export const givenOf = (tongue: Tongue, sex: Sex, random: Random) => from(GIVEN[tongue][sex], random)

/** A father's name at random, for all children of a household. */
export const fatherOf = (tongue: Tongue, random: Random) => givenOf(tongue, 'M', random)

/** A patronymic, where the father's name takes one by the plain rule; else none. */
export function patronymicOf(tongue: Tongue, father: string, sex: Sex): string {
  if (tongue !== 'ru') return ''
  if (/[бвгдзклмнпрстфх]$/.test(father)) return father + (sex === 'M' ? 'ович' : 'овна')
  if (/[еа]й$/.test(father)) return father.slice(0, -1) + (sex === 'M' ? 'евич' : 'евна')
  return /ий$/.test(father) ? `${father.slice(0, -2)}ь${sex === 'M' ? 'евич' : 'евна'}` : ''
}

/** A masculine surname as a woman or man bears it. */
export function borne(tongue: Tongue, surname: string, sex: Sex, married: boolean): string {
  if (sex === 'M') return surname
  if (tongue === 'ru') return /(ов|ев|ёв|ин|ын)$/.test(surname) ? `${surname}а` : surname.replace(/(ск|цк)ий$/, '$1ая')
  if (tongue === 'be')
    return surname
      .replace(/оў$/, 'ова')
      .replace(/ёў$/, 'ёва')
      .replace(/аў$/, 'ава')
      .replace(/(ск|цк)і$/, '$1ая')
  const stem = surname.replace(/(ius|as|is|ys|us|a)$/, '')
  if (married) return `${stem}ienė`
  return `${stem}${/ius$/.test(surname) ? 'iūtė' : /us$/.test(surname) ? 'utė' : /(ys|is)$/.test(surname) ? 'ytė' : 'aitė'}`
}
