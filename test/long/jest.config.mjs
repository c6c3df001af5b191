import all from '../../jest.config.mjs'

/** Suites of minutes each: loads that are killed, bulk loads, the ways in by the command line. */
export default { ...all, testMatch: ['<rootDir>/test/long/*.test.ts'], testPathIgnorePatterns: [] }
