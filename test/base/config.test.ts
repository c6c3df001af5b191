import { expect, test } from '@jest/globals'
import { readConfig } from '../../src/base/index.ts'

test('without settings: port 4000 of this machine, the managed server, the small world', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    neo4j: undefined,
    database: 'neo4j',
    seed: 'small',
  })
})

test('an empty setting is as good as none', () => {
  expect(readConfig({ PORT: '', NEO4J_URI: '' })).toMatchObject({ port: 4000, neo4j: undefined })
})

test('every wrong setting is named in one message', () => {
  const wrong = { PORT: '70000', ALIGHT_SEED: 'huge', NEO4J_URI: 'http://x', LOG_LEVEL: 'loud' }
  expect(() => readConfig(wrong)).toThrow(/PORT.*NEO4J_URI.*ALIGHT_SEED.*LOG_LEVEL/s)
})

test('an address without a password is refused', () => {
  expect(() => readConfig({ NEO4J_URI: 'bolt://localhost:7687' })).toThrow('NEO4J_PASSWORD: expected with NEO4J_URI')
})
