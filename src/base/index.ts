export { type Config, type GraphAddress, processConfig, readConfig } from './config.ts'
export { Conflict, Forbidden, Incomplete, Invalid, messageOf, NotFound, Unavailable } from './errors.ts'
export { type Log, openLog } from './log.ts'
export { instantOf, instantText, isDate, isPartialDate } from './values.ts'
