/** One transform, one name map; a project per kind of test, so that each can be run alone. */
const { swcOptions } = require('./scripts/swc.cjs');

const shared = {
  rootDir: __dirname,
  cacheDirectory: '<rootDir>/.local/jest',
  testEnvironment: 'node',
  transform: {
    '^.+/src/index\\.ts$': ['@swc/jest', swcOptions('/src/index.ts')],
    '^.+\\.ts$': ['@swc/jest', swcOptions('/any.ts')],
  },
  moduleNameMapper: { '^@commissioning/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts' },
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/matchers.ts', '<rootDir>/libs/testing/src/patience.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
};

const kind = (displayName, testMatch, more = {}) => ({
  ...shared,
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  ...more,
});

/** `npm test` puts the specs of a unit into one file, see `scripts/together.mjs`. */
const together = process.env.TOGETHER === '1';
const specs = (ending, ...folders) =>
  (together ? ['test/.together'] : folders).map((folder) => `${folder}/*${ending}`);

module.exports = {
  testSequencer: '<rootDir>/test/setup/waiting-first.js',
  projects: [
    kind('small', specs('.spec.ts', 'libs/**', 'services/**', 'analytics/**', 'deploy/**', 'test'), {
      testPathIgnorePatterns: ['/node_modules/', '\\.medium\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
    }),
    kind(
      'medium',
      specs('.medium.spec.ts', 'libs/**', 'services/**', 'analytics/**', 'deploy/**', 'test/**'),
      {
        globalSetup: '<rootDir>/test/setup/postgres.ts',
        globalTeardown: '<rootDir>/test/setup/postgres-teardown.ts',
      },
    ),
    kind('journey', ['test/journeys/**/*.e2e.spec.ts']),
  ],
};
