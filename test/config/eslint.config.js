import { fileURLToPath } from 'node:url';
import eslint from '@eslint/js';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** Neither half of the initializer package may see the other: a simulator that shared our hash would agree with our mistakes. */
const wall = (from, to) => ({
  files: [`packages/initializer/${from}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `/${to}(/|$)|^@helcim-checkout/`,
            message: `${from}/ imports nothing from ${to}/ nor from our own packages.`,
          },
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '**/.cache/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['test/config/*.js'] },
        tsconfigRootDir: fileURLToPath(new URL('../..', import.meta.url)),
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      'no-alert': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
    },
  },
  {
    files: ['packages/**/*.ts', 'demo/**/*.ts', 'demo/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          // What a shop or a buyer wrote is text, never markup.
          selector:
            'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/], CallExpression[callee.object.name="document"][callee.property.name="write"]',
          message: 'Build nodes and set their text: markup from data is how a page is taken over.',
        },
        {
          selector:
            'CallExpression:matches([callee.name="setInterval"], [callee.property.name="setInterval"]) MemberExpression[property.name=/^(querySelector|getElement)/], NewExpression[callee.name="MutationObserver"]',
          message:
            'Keep the node, or listen to what it says: a page that is searched again and again is slow.',
        },
        {
          selector:
            'BinaryExpression[operator=/^[!=]==?$/] > CallExpression[callee.property.name="digest"], CallExpression[callee.property.name="equals"] > MemberExpression > CallExpression[callee.property.name="digest"], CallExpression[callee.property.name=/^(equals|compare)$/] > CallExpression[callee.property.name="digest"]',
          message:
            'Compare digests with timingSafeEqual: how long another comparison takes tells how much was right.',
        },
      ],
    },
  },
  {
    files: ['packages/element/src/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
  },
  wall('src', 'simulator'),
  wall('simulator', 'src'),
  {
    // node:test's `test` and `describe` return promises that the runner itself awaits.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
            // The types of @open-wc/testing say that `expect(…).to.equal(…)` may be a promise: only snapshots are.
            { from: 'package', package: '@types/chai', name: ['Equal', 'Include', 'Match'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['demo/**/*.ts', 'test/**/*.ts', 'packages/initializer/bin/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
);
