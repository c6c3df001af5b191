/// <reference lib="dom" />
// The browser library speaks of the page in the words of the DOM.
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Browser, chromium } from 'playwright-core'
import type { Api } from '../../src/api/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { explorer, questions } from '../../src/web/index.ts'
import { testApi } from '../api/service.ts'
import { line } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let database: Database
let api: Api
let browser: Browser
let address: string

beforeAll(async () => {
  if (!existsSync(CHROMIUM))
    throw new Error(`No Chromium at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM to where it is`)
  database = await emptyGraph()
  await deliver(database, scratch(), line)
  api = await testApi(database)
  await explorer(api.app, { endpoint: '/graphql', questions })
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })
})

afterAll(async () => {
  await browser?.close()
  await api?.close()
  await database?.close()
})

test('the page shows the questions, runs one, and asks nobody but the service', async () => {
  const page = await browser.newPage()
  const asked: string[] = []
  const errors: string[] = []
  page.on('request', request => asked.push(request.url()))
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(address)
  expect(await page.title()).toBe('Alight')
  for (const { title } of questions) await page.getByText(title, { exact: true }).first().waitFor()
  await page.getByText('What is in the graph?', { exact: true }).first().click()
  await page
    .getByRole('button', { name: /send request|run query/i })
    .first()
    .click()
  await page.getByText('"stations": 5').first().waitFor()
  const elsewhere = asked.filter(url => !url.startsWith(address) && !/^(data|blob):/.test(url))
  expect(elsewhere).toEqual([])
  expect(errors).toEqual([])
})
