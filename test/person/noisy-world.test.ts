import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { qualityOf } from '../../bench/identity/measure.ts'
import { noisyWorld } from '../../bench/identity/world.ts'

const world = (noise: number, seed: number) => noisyWorld({ persons: 200, noise, seed })

test('the same arguments make the same world, other seeds and noise another', () => {
  expect(world(0.02, 101)).toEqual(world(0.02, 101))
  expect(world(0.02, 101)).not.toEqual(world(0.02, 102))
  expect(world(0.02, 101)).not.toEqual(world(0.1, 101))
})

test('without noise every identity has its date of birth, sex and documents', () => {
  for (const { fields, documents } of world(0, 101)) {
    expect([fields.dateOfBirth?.length, fields.sex?.length, documents.length]).toEqual([10, 1, 2])
  }
})

test('whoever makes the worlds knows nothing of the matcher', () => {
  for (const file of ['names', 'romanisation', 'population', 'world']) {
    const text = readFileSync(new URL(`../../bench/identity/${file}.ts`, import.meta.url), 'utf8')
    expect([file, text.includes('/src/')]).toEqual([file, false])
  }
})

test('quality is counted in pairs, identities and persons', () => {
  // Persons 0, 0, 0, 1 in groups a, a, b, b: of 2 pairs made 1 is right, of 3 true ones 1 is found; nobody is exact.
  const quality = qualityOf(['a', 'a', 'b', 'b'], [0, 0, 0, 1])
  expect(quality).toMatchObject({ precision: 1 / 2, recall: 1 / 3, exact: 0 })
  expect(quality.f1).toBeCloseTo(0.4, 12)
  // Each identity's share of its group that is its person's, and of its person that is in its group.
  expect(quality.bPrecision).toBeCloseTo((1 + 1 + 1 / 2 + 1 / 2) / 4, 12)
  expect(quality.bRecall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 12)
  expect(qualityOf(['a', 'b'], [7, 8])).toEqual({ precision: 1, recall: 1, f1: 1, bPrecision: 1, bRecall: 1, exact: 1 })
})
