import { pino } from 'pino'

export type Log = import('pino').Logger

/**
 * The service's log: JSON lines on stderr, so that stdout stays free for answers.
 * Nothing personal goes in: no names, document numbers, query texts or variables.
 */
export function openLog(level: string): Log {
  return pino({ level, base: null }, pino.destination(2))
}
