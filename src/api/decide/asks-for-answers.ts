import { type GraphQLNamedType, type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from 'graphql'
import { selected } from '../asked.ts'

const ANSWERS: ReadonlySet<string> = new Set(['repeatDisembarkers', 'sharedDocuments'])
const FINDINGS: ReadonlySet<string> = new Set(['findings'])

/** Whether somebody asks what a decision changes in the computed answers: it costs a reading of all journeys. */
export const asksForAnswers = (info: GraphQLResolveInfo): boolean => asksInEffect(info, ANSWERS)

/** Whether somebody asks what becomes of findings: all that waits to be tested is tested for it. */
export const asksForFindings = (info: GraphQLResolveInfo): boolean => asksInEffect(info, FINDINGS)

function asksInEffect(info: GraphQLResolveInfo, fields: ReadonlySet<string>): boolean {
  const payload = getNamedType(info.returnType) as GraphQLObjectType
  const effects = selected(info, payload, info.fieldNodes).filter(({ name }) => name.value === 'effect')
  const effect: GraphQLNamedType = getNamedType(payload.getFields().effect?.type as GraphQLObjectType)
  return selected(info, effect as GraphQLObjectType, effects).some(({ name }) => fields.has(name.value))
}
