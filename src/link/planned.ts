import { PAGE } from './expand.ts'
import { COUNT } from './expansion.ts'
import { statementsOf } from './opening.ts'

/** The statements by which things are opened, for the server to plan before somebody waits for one. */
export const openingStatements = () => [PAGE, COUNT].flatMap(statementsOf)
