export { personFragments } from './fields.ts'
export { type IdentityFields, type StatedIdentity, statedIdentity } from './identity.ts'
export { recordIdentities } from './store.ts'
