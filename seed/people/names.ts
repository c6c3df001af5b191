import type { Random } from '../base/random.ts'

/** Names are combined at random; whoever bears one of them is a coincidence. */
export type Tongue = 'ru' | 'be' | 'lt'
export type Sex = 'F' | 'M'

const words = (text: string) => text.trim().split(/\s+/)

/** Masculine forms. */
const SURNAMES: Record<Tongue, readonly string[]> = {
  ru: words(`Ivanov Smirnov Iurev Tsoi Shcheglov Sokolov Kuznetsov Popov Lebedev Kozlov Novikov Morozov Petrov Volkov
    Solovev Vasilev Zaitsev Pavlov Semenov Golubev Vinogradov Bogdanov Vorobev Fedorov Mikhailov Beliaev Tarasov Belov
    Komarov Orlov Kiselev Makarov Andreev Kovalev Ilin Gusev Titov Kuzmin Kudriavtsev Baranov Kulikov Alekseev Stepanov
    Iakovlev Sorokin Sergeev Romanov Zakharov Borisov Korolev Gerasimov Ponomarev Grigorev Lazarev Medvedev Ershov
    Nikitin Sobolev Riabov Poliakov Tsvetkov Danilov Zhukov Frolov Zhuravlev Nikolaev Krylov Maksimov Sidorov Osipov
    Belousov Fedotov Dorofeev Egorov Matveev Bobrov Podiachev Chernov Shcherbakov Khokhlov`),
  be: words(`Kavalenka Novik Zhuk Karatkevich Ivanou Kavaliou Kazlou Kliuchnik Marozava Bondar Melnik Kravets Shauchenka
    Dubovik Hrynkevich Halubovich Haurylenka Huryn Iazerski Yarmolenka Yurkevich Zaitsau Zialenka Ramanenka Radziuk
    Rudzko Sakalou Savitski Siarheichyk Sidarenka Stankevich Stasevich Sushko Tarasevich Tsimashenka Tkachou Vaitsekhovich
    Vasileuski Viarbitski Volkau Adamovich Akulich Alkhovik Antanovich Babich Baranouski Barysevich Bahdanovich Bialko
    Buiko Dashkevich Dzemianchuk Dzianisenka Franchuk Hancharyk Karpovich Kasperovich Khatskevich Klimovich Kot Kurlovich
    Lapitski Lukashevich Makarevich Matusevich Mikhalevich Panasiuk Piatrouski Pratasenia Shpak`),
  lt: words(`Kazlauskas Petrauskas Jankauskas Stankevičius Balčiūnas Butkus Vasiliauskas Urbonas Navickas Ramanauskas
    Kavaliauskas Žukauskas Paulauskas Rimkus Pocius Sakalauskas Baranauskas Mickevičius Šimkus Lukoševičius Adomaitis
    Dambrauskas Černiauskas Mažeika Bagdonas Norkus Gudaitis Vaitkus Žilinskas Pakalnis Tamulis Jonaitis Juška Kairys
    Kudirka Lapinskas Leonavičius Macevičius Malinauskas Marcinkevičius Matulis Milius Morkūnas Naujokas Noreika
    Pavlauskas Petkevičius Pilkauskas Povilaitis Rutkauskas Sabaliauskas Savickas Šukys Skinkys Stonkus Tarvydas Valaitis
    Venckus Vitkus Zaleckas Žemaitis Gintautas Girdauskas Grigas`),
}

const GIVEN: Record<Tongue, Record<Sex, readonly string[]>> = {
  ru: {
    M: words(`Andrei Sergei Dmitrii Aleksandr Aleksei Anatolii Anton Artem Boris Daniil Denis Egor Evgenii Fedor Gennadii
      Georgii Gleb Grigorii Igor Ilia Iurii Ivan Kirill Konstantin Leonid Lev Maksim Matvei Mikhail Nikita Nikolai Oleg
      Pavel Petr Roman Semen Stanislav Stepan Timofei Vadim Valentin Valerii Vasilii Viacheslav Viktor Vitalii Vladimir`),
    F: words(`Iuliia Olga Elena Aleksandra Anastasiia Anna Daria Ekaterina Elizaveta Evgeniia Galina Irina Kseniia Larisa
      Liubov Liudmila Margarita Mariia Marina Nadezhda Nataliia Oksana Polina Sofia Svetlana Tatiana Valentina Viktoriia
      Alla Vera Zoia Inna Raisa Tamara Nina Zhanna Alina Diana Lidiia Veronika`),
  },
  be: {
    M: words(`Aliaksandr Siarhei Dzmitry Ihar Aliaksei Anatol Andrei Anton Artsiom Barys Dzianis Yahor Yauhen Fiodar
      Henadz Heorhi Hleb Ryhor Ilya Yury Ivan Kiryl Kanstantsin Leanid Maksim Matsvei Mikhail Mikita Mikalai Aleh Piotr
      Raman Siamion Stanislau Stsiapan Tsimafei Vadzim Valiantsin Vasil Viachaslau Viktar Uladzimir`),
    F: words(`Volha Alena Aliaksandra Anastasiya Hanna Darya Katsiaryna Lizaveta Yauheniya Halina Iryna Yuliya Kseniya
      Larysa Liubou Marharyta Maryia Maryna Nadzeya Natallia Aksana Palina Safiya Sviatlana Tatsiana Valiantsina
      Viktoryia Zhana Nina Vera`),
  },
  lt: {
    M: words(`Jonas Tomas Darius Mantas Lukas Andrius Vytautas Kęstutis Algirdas Mindaugas Gintaras Rimantas Saulius
      Arūnas Audrius Marius Paulius Rokas Domantas Justinas Karolis Linas Martynas Mykolas Nerijus Povilas Raimondas
      Simonas Tadas Valdas Žygimantas`),
    F: words(`Rasa Eglė Daiva Aistė Asta Aušra Birutė Dalia Danutė Gabija Giedrė Ieva Indrė Inga Irena Jolanta Jurgita
      Kristina Laima Lina Loreta Miglė Monika Neringa Rita Rūta Simona Sigita Ugnė Vaida Živilė`),
  },
}

/** A surname in the form that its bearer uses: Russian -a, Lithuanian -ienė for a wife, -aitė and the like for a daughter. */
export function surnameOf(tongue: Tongue, masculine: string, sex: Sex, married: boolean): string {
  if (sex === 'M' || tongue === 'be') return masculine
  if (tongue === 'ru') return /(ov|ev|in)$/.test(masculine) ? `${masculine}a` : masculine
  const stem = masculine.replace(/(ius|as|is|ys|us|a)$/, '')
  if (married) return `${stem}ienė`
  const ending = /(ius|as|is|ys|us|a)$/.exec(masculine)?.[1]
  return `${stem}${ending === 'ius' ? 'iūtė' : ending === 'us' ? 'utė' : ending === 'as' || ending === 'a' ? 'aitė' : 'ytė'}`
}

/** A masculine surname at random. */
export function surname(tongue: Tongue, random: Random): string {
  return random.pick(SURNAMES[tongue])
}

/** A given name at random. */
export function givenName(tongue: Tongue, sex: Sex, random: Random): string {
  return random.pick(GIVEN[tongue][sex])
}
