/** Tests mirror the tree under test/. The parts they need (Postgres, Temporal, S3) are started once a run by globalSetup. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' }],
  },
  maxWorkers: 2,
  // Only what hangs reaches it, also on a machine with ten times the load that it was made for.
  testTimeout: 180_000,
};
