import tseslint from 'typescript-eslint';

/** Rules that find defects; how the code looks is prettier's business. */
export default tseslint.config(
  {
    ignores: [
      'dist/**',
      '**/generated/**',
      'node_modules/**',
      '.local/**',
      '.nx/**',
      'test/.together/**',
      'libs/schemas/contracts/**',
    ],
  },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A definition of an event or a Prisma row is used at any fact; `any` says so there and nowhere else.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-namespace': 'off',
      'no-console': 'off',
    },
  },
);
