import tseslint from 'typescript-eslint';

/** Carbone and the WebAssembly converter are loaded late, with the search path prepared. */
const LOADED_LATE = ['clients/carbone.ts', 'clients/libreOfficeWasm.ts'];

const restricted = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'coverage/',
      '.runtime/',
      'web/generated/',
      '**/*.mjs',
      '**/*.cjs',
      '**/*.js',
    ],
  },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A method that answers from an object of functions is no class.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of words.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only platform/config.ts reads the environment.' },
      ],
      'max-lines': ['error', { max: 300, skipComments: true }],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['platform/config.ts', 'test/**', 'bench/**', 'ops/rehearsal/**', 'ops/proof/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['domain/**'], rules: { 'no-restricted-globals': ['error', 'process', 'setTimeout', 'fetch'] } },
  {
    files: ['workflows/**'],
    rules: restricted(['node:*', '@temporalio/client', '@temporalio/worker', 'ajv*', 'knex', 'objection']),
  },
  // Catalogues: one line a text.
  { files: ['locales/**'], rules: { 'max-lines': 'off' } },
  { files: LOADED_LATE, rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // Carbone finds LibreOffice by PATH alone, and reads it only while it loads.
  { files: ['clients/officeProcesses.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      'max-lines': ['error', { max: 550, skipComments: true }],
    },
  },
  // Jest asks for default exports there.
  { files: ['test/support/global*.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
