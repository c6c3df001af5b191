import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const file = (name: string) => readFileSync(fileURLToPath(new URL(`../../seed/${name}`, import.meta.url)), 'utf8')
const readme = file('README.md')
const { persons, stories } = JSON.parse(file('small/truth.json')) as {
  persons: { id: string; identity: { surname: string; givenNames: string } }[]
  stories: { story: string; decoy: boolean; patterns: string[]; persons: string[] }[]
}
const nameOf = new Map(persons.map(({ id, identity }) => [id, `${identity.givenNames} ${identity.surname}`]))

test.each(stories.filter(({ decoy }) => !decoy))('the README tells $story as it is planted', story => {
  const rows = readme.split('\n').map(line => line.split('|').map(cell => cell.trim()))
  const [, , , who, finds] = rows.find(([, title]) => title === story.story) ?? []
  expect(finds).toBe(story.patterns.join(', '))
  const told = story.persons.slice(0, story.story === 'October week' ? 3 : undefined)
  expect(told.map(id => nameOf.get(id)).filter(name => !who?.includes(name as string))).toEqual([])
})
