import { PAGE } from './expand.ts'
import { COUNT } from './expansion.ts'
import { statementsOf } from './opening.ts'

/** The statements by which things are opened, all that whoever first opens one would wait for the server to plan. */
export const openingStatements = () => [COUNT, PAGE].flatMap(statementsOf)
