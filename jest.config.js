/** One transform, one name map; a project per kind of test, so that each can be run alone. */
const { readFileSync } = require('node:fs');
const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.jsc.baseUrl;
delete swc.jsc.paths;

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
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

module.exports = {
  testSequencer: '<rootDir>/test/setup/waiting-first.js',
  projects: [
    kind(
      'small',
      [
        'libs/**/*.spec.ts',
        'services/**/*.spec.ts',
        'analytics/**/*.spec.ts',
        'deploy/**/*.spec.ts',
        'test/*.spec.ts',
      ],
      {
        testPathIgnorePatterns: ['/node_modules/', '\\.medium\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
      },
    ),
    kind(
      'medium',
      [
        'libs/**/*.medium.spec.ts',
        'services/**/*.medium.spec.ts',
        'analytics/**/*.medium.spec.ts',
        'deploy/**/*.medium.spec.ts',
        'test/**/*.medium.spec.ts',
      ],
      {
        globalSetup: '<rootDir>/test/setup/postgres.ts',
        globalTeardown: '<rootDir>/test/setup/postgres-teardown.ts',
      },
    ),
    kind('journey', ['test/journeys/**/*.e2e.spec.ts']),
  ],
};
