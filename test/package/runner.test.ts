import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, describe, test } from 'node:test';
import { listTestFiles } from '../helpers/list-test-files.js';
import { runStage } from '../helpers/run-stage.js';
import { nodeTestArguments, type Stage } from '../helpers/stages.js';

/** The runner must not believe a stage that proved nothing: each way to prove nothing is tried. */
describe('the test runner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-runner-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('fails a stage that has no test files', async () => {
    const { failed, failures } = await runStage({ name: 'empty', kind: 'tests', commands: () => [] });
    assert.deepEqual({ failed, failures }, { failed: 1, failures: ['empty: no test ran'] });
  });

  const files: readonly { title: string; text: string; passed: number; failed: number; skips: number }[] = [
    {
      title: 'counts what passed',
      text: `test('a', () => {}); test('b', () => {});`,
      passed: 2,
      failed: 0,
      skips: 0,
    },
    { title: 'fails a file that holds no test', text: `export {};`, passed: 0, failed: 1, skips: 0 },
    {
      title: 'fails a file that breaks before its first test',
      text: `throw new Error('broken');`,
      passed: 0,
      failed: 1,
      skips: 0,
    },
    {
      title: 'counts a failing test once, not its suite as well',
      text: `describe('s', () => { test('a', () => { throw new Error('no'); }); });`,
      passed: 0,
      failed: 1,
      skips: 0,
    },
    {
      title: 'fails a suite whose hook breaks',
      text: `describe('s', () => { after(() => { throw new Error('no'); }); test('a', () => {}); });`,
      passed: 1,
      failed: 1,
      skips: 0,
    },
    {
      title: 'names what was skipped and why',
      text: `test('a', { skip: 'no Redis' }, () => {}); test('b', () => {});`,
      passed: 1,
      failed: 0,
      skips: 1,
    },
    {
      title: 'names a suite that was skipped',
      text: `describe('s', { skip: 'no Redis' }, () => { test('a', () => {}); }); test('b', () => {});`,
      passed: 1,
      failed: 0,
      skips: 1,
    },
  ];
  for (const [index, { title, text, passed, failed, skips }] of files.entries()) {
    test(title, async () => {
      const file = join(folder, `case-${index}.test.ts`);
      writeFileSync(
        file,
        `import { after, describe, test } from 'node:test';\nvoid [after, describe, test];\n${text}\n`,
      );
      const result = await runStage(nodeStage([file]));
      assert.deepEqual(
        { passed: result.passed, failed: result.failed, skips: result.skips.length },
        { passed, failed, skips },
        result.failures.join('\n'),
      );
      if (text.includes(`new Error('no')`))
        assert.match(result.failures.join(), /\n +no$/, 'the cause is told');
      if (skips > 0) assert.match(result.skips[0] ?? '', /no Redis$/);
    });
  }

  test('fails a command that ends badly although its tests passed', async () => {
    const stage: Stage = {
      name: 'crash',
      kind: 'tests',
      commands: () => [{ label: 'crash', args: ['--eval', 'process.exit(3)'] }],
    };
    const { failed } = await runStage(stage);
    assert.equal(failed, 1);
  });

  test('counts each check, and fails the one that fails', async () => {
    const commands = ['', 'process.exit(1)'].map((script, index) => ({
      label: `check ${index}`,
      args: ['--eval', script],
    }));
    const { passed, failed, failures } = await runStage({
      name: 'checks',
      kind: 'checks',
      commands: () => commands,
    });
    assert.deepEqual({ passed, failed, failures }, { passed: 1, failed: 1, failures: ['checks: check 1'] });
  });

  test('lists test files below a folder in a fixed order, with forward slashes', () => {
    for (const name of ['b.test.ts', 'a.test.ts', 'helper.ts']) writeFileSync(join(folder, name), '');
    const listed = listTestFiles(folder.replaceAll('\\', '/')).map((path) => relative(folder, path));
    assert.deepEqual(
      listed.filter((name) => !name.startsWith('case-')),
      ['a.test.ts', 'b.test.ts'],
    );
  });
});

const nodeStage = (files: readonly string[]): Stage => ({
  name: 'probe',
  kind: 'tests',
  commands: (_filter, reportFile) => [{ label: 'probe', args: nodeTestArguments(files, reportFile) }],
});
