import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cruise } from 'dependency-cruiser';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import cruiserConfig from '../config/dependency-cruiser.config.js';

/** Deliberate offences: a rule that nobody has seen fail proves nothing. */
const src = 'packages/initializer/src';
const simulator = 'packages/initializer/simulator';

const offences: readonly { rule: string; files: Record<string, string> }[] = [
  {
    rule: 'no-cycle',
    files: { [`${src}/a.ts`]: `import './b.js'; export const a = 1;`, [`${src}/b.ts`]: `import './a.js';` },
  },
  {
    rule: 'no-cycle',
    files: {
      [`${src}/a.ts`]: `import type { B } from './b.js'; export interface A { b: B }`,
      [`${src}/b.ts`]: `import type { A } from './a.js'; export interface B { a: A }`,
    },
  },
  {
    rule: 'wall-src',
    files: { [`${src}/a.ts`]: `import '../simulator/b.js';`, [`${simulator}/b.ts`]: `export const b = 1;` },
  },
  {
    rule: 'wall-simulator',
    files: { [`${simulator}/a.ts`]: `import '../src/b.js';`, [`${src}/b.ts`]: `export const b = 1;` },
  },
  {
    rule: 'routes-on-top',
    files: {
      [`${src}/sessions/a.ts`]: `import '../routes/b.js';`,
      [`${src}/routes/b.ts`]: `export const b = 1;`,
    },
  },
];

describe('the rules on imports', () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  for (const { rule, files } of offences) {
    test(`${rule} refuses ${Object.values(files)[0] ?? ''}`, async () => {
      const { output } = await cruise(['packages'], {
        ...cruiserConfig.options,
        tsConfig: {},
        baseDir: lay(files),
        validate: true,
        ruleSet: { forbidden: cruiserConfig.forbidden },
      });
      assert.ok(typeof output !== 'string');
      assert.ok(
        output.summary.violations.some((violation) => violation.rule.name === rule),
        `violations: ${output.summary.violations.map((violation) => violation.rule.name).join(', ') || 'none'}`,
      );
    });
  }

  test('a tree without an offence passes', async () => {
    const { output } = await cruise(['packages'], {
      ...cruiserConfig.options,
      tsConfig: {},
      baseDir: lay({ [`${src}/index.ts`]: `import './a.js';`, [`${src}/a.ts`]: `export const a = 1;` }),
      validate: true,
      ruleSet: { forbidden: cruiserConfig.forbidden },
    });
    assert.ok(typeof output !== 'string');
    assert.deepEqual(output.summary.violations, []);
    assert.equal(output.summary.totalCruised, 2);
  });

  for (const [from, to] of [
    ['src', 'simulator'],
    ['simulator', 'src'],
  ] as const) {
    test(`ESLint refuses ${to}/ in ${from}/ while one types`, async () => {
      const linter = new ESLint({
        overrideConfigFile: 'test/config/eslint.config.js',
        overrideConfig: withoutTypes,
      });
      const [result] = await linter.lintText(`import '../${to}/index.js';\n`, {
        filePath: `packages/initializer/${from}/offence.ts`,
      });
      assert.deepEqual(
        result?.messages.map((message) => message.ruleId),
        ['no-restricted-imports'],
      );
    });
  }

  test('ESLint refuses markup made of text', async () => {
    const linter = new ESLint({
      overrideConfigFile: 'test/config/eslint.config.js',
      overrideConfig: withoutTypes,
    });
    const [result] = await linter.lintText(
      `document.body.innerHTML = location.hash;\nalert(location.hash);\n`,
      {
        filePath: 'packages/element/src/offence.ts',
      },
    );
    assert.deepEqual(
      result?.messages.map((message) => message.ruleId).filter((rule) => rule !== 'no-undef'),
      ['no-restricted-syntax', 'no-alert'],
    );
  });

  const refusedSyntax: readonly string[] = [
    `setInterval(() => document.querySelector('iframe'), 100);`,
    `window.setInterval(() => document.getElementById('modal'), 100);`,
    `new MutationObserver(() => {}).observe(document.body);`,
    `createHash('sha256').digest('hex') === claimed;`,
    `claimed !== createHash('sha256').digest('hex');`,
    `createHash('sha256').digest().equals(claimed);`,
    `claimed.equals(createHash('sha256').digest());`,
    `Buffer.compare(claimed, createHash('sha256').digest());`,
  ];
  for (const text of refusedSyntax) {
    test(`ESLint refuses ${text}`, async () => {
      const linter = new ESLint({
        overrideConfigFile: 'test/config/eslint.config.js',
        overrideConfig: withoutTypes,
      });
      const [result] = await linter.lintText(`${text}\n`, { filePath: `${src}/offence.ts` });
      assert.ok(result?.messages.some(({ ruleId }) => ruleId === 'no-restricted-syntax'));
    });
  }

  function lay(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-offence-'));
    folders.push(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }
});

/** The offending text is in no file, so nothing can know its types. */
const withoutTypes: Linter.Config = {
  ...tseslint.configs.disableTypeChecked,
  files: ['**/offence.ts'],
};
