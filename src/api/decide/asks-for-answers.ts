import { type GraphQLNamedType, type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from 'graphql'
import { selected } from '../asked.ts'

const ANSWERS: ReadonlySet<string> = new Set(['repeatDisembarkers', 'sharedDocuments'])

/** Whether somebody asks what a decision changes in the computed answers: it costs a reading of all journeys. */
export function asksForAnswers(info: GraphQLResolveInfo): boolean {
  const payload = getNamedType(info.returnType) as GraphQLObjectType
  const effects = selected(info, payload, info.fieldNodes).filter(({ name }) => name.value === 'effect')
  const effect: GraphQLNamedType = getNamedType(payload.getFields().effect?.type as GraphQLObjectType)
  return selected(info, effect as GraphQLObjectType, effects).some(({ name }) => ANSWERS.has(name.value))
}
