import { check, identity, line, passenger, run } from '../builders.ts'

/** A run of a day with so many aboard on tickets to Kaliningrad, of whom so many leave at Kena; up to 26. */
export const fullTrain = (day: string, aboard: number, leavers: number): object[] => [
  ...line,
  run(day),
  ...Array.from({ length: aboard }, (_, i) => [
    passenger(day, `${i}`, identity(`NAME${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]}`, 'ANNA', `1960-01-${10 + i}`), {
      ticket: { from: 'MOSKVA', to: 'KALININGRAD' },
    }),
    ...(i < leavers ? [check(`left-${i}`, day, 'ALIGHT', { passenger: `${i}` })] : []),
  ]).flat(),
]
