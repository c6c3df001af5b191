export { personFragments } from './fields.ts'
export { type IdentityFields, type StatedIdentity, statedIdentity } from './identity.ts'
export { retireIdentities } from './retire.ts'
export { markHolders, recordIdentities } from './store.ts'
