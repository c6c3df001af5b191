import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openImport, takeImport } from '../../src/graph/server/offline.ts'

const PARTS = ['databases', 'transactions']

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'alight-offline-'))
  makeDatabase(home, 'own')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function makeDatabase(folder: string, says: string): void {
  for (const part of PARTS) {
    mkdirSync(join(folder, 'data', part, 'neo4j'), { recursive: true })
    writeFileSync(join(folder, 'data', part, 'neo4j', 'store'), says)
  }
}

const stores = () => PARTS.map(part => readFileSync(join(home, 'data', part, 'neo4j', 'store'), 'utf8'))

test('an import that is not whole is removed, and the own database stays', () => {
  makeDatabase(openImport(home), 'half')
  takeImport(home)
  expect(stores()).toEqual(['own', 'own'])
  expect(readdirSync(home)).toEqual(['data'])
})

test('an import that is whole takes the place of the own database', () => {
  const folder = openImport(home)
  makeDatabase(folder, 'whole')
  writeFileSync(join(folder, 'imported'), '')
  takeImport(home)
  expect(stores()).toEqual(['whole', 'whole'])
  expect(readdirSync(home)).toEqual(['data'])
})

test.each([
  ['before the first part was moved', []],
  ['when the first part was moved', ['databases']],
  ['when both were', PARTS],
])('cut short %s, it goes on where it was', (_, moved) => {
  const folder = openImport(home)
  makeDatabase(folder, 'whole')
  writeFileSync(join(folder, 'imported'), '')
  rmSync(join(home, 'data', 'databases', 'neo4j'), { recursive: true })
  for (const part of moved) {
    rmSync(join(folder, 'data', part, 'neo4j'), { recursive: true })
    mkdirSync(join(home, 'data', part, 'neo4j'), { recursive: true })
    writeFileSync(join(home, 'data', part, 'neo4j', 'store'), 'whole')
  }
  takeImport(home)
  expect(stores()).toEqual(['whole', 'whole'])
  expect(existsSync(folder)).toBe(false)
})
