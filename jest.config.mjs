/** What `npm test` runs: all but the suites of `test/long`, which have a configuration of their own. */
export default {
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/long/'],
  globalSetup: '<rootDir>/test/set-up.ts',
  globalTeardown: '<rootDir>/test/tear-down.ts',
  testTimeout: 60_000,
}
