import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTests } from './compile-tests.js';
import { listTestFiles } from './list-test-files.js';

/** One command of a stage: a Node script and its arguments, so that no shell and no operating system's wrapper is needed. */
export interface Command {
  readonly label: string;
  readonly args: readonly string[];
}

export interface Stage {
  readonly name: string;
  /** A check is one command that passes or fails; tests report each of theirs. */
  readonly kind: 'checks' | 'tests';
  /** Whether the checks need nothing of each other and may share the cores. */
  readonly atOnce?: boolean;
  commands(filter: string | undefined, reportFile: string): readonly Command[];
}

/** The script behind a command that a package installs. */
function bin(packageName: string, command = packageName): string {
  const folder = join('node_modules', packageName);
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const { bin: bins } = JSON.parse(manifest) as { bin: string | Record<string, string> };
  const script = typeof bins === 'string' ? bins : bins[command];
  if (!script) throw new Error(`The package ${packageName} installs no command ${command}.`);
  return join(folder, script);
}

const withTypeScript = ['--import', 'tsx'];

const checks = (name: string, commands: () => readonly Command[], { atOnce = false } = {}): Stage => ({
  name,
  kind: 'checks',
  atOnce,
  commands,
});

const nodeTests = (
  name: string,
  folders: readonly string[],
  prepare: (files: readonly string[]) => readonly string[] = (files) => files,
): Stage => ({
  name,
  kind: 'tests',
  commands: (filter, reportFile) => {
    const files = folders.flatMap((folder) => listTestFiles(folder, filter));
    return files.length === 0 ? [] : [{ label: name, args: nodeTestArguments(prepare(files), reportFile) }];
  },
});

export const nodeTestArguments = (files: readonly string[], reportFile: string) => [
  ...withTypeScript,
  '--test',
  '--test-concurrency=2',
  // A test that waits for ever must not: it fails instead.
  '--test-timeout=180000',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./test/config/stage-report.js',
  `--test-reporter-destination=${reportFile}`,
  ...files,
];

/** In the order they run: what is cheap and explains most comes first. */
export const stages: readonly Stage[] = [
  checks('build', () => [
    { label: 'tsc -b', args: [bin('typescript', 'tsc'), '-b', 'packages/element', 'packages/initializer'] },
    {
      label: 'vite build: one file for a script tag',
      args: [bin('vite'), 'build', '--mode', 'cdn', '--logLevel', 'warn'],
    },
    { label: 'vite build: React page', args: [bin('vite'), 'build', '--mode', 'demo', '--logLevel', 'warn'] },
  ]),
  checks(
    'lint',
    () => [
      {
        label: 'eslint',
        args: [bin('eslint'), '--config', 'test/config/eslint.config.js', '--max-warnings', '0', '.'],
      },
      { label: 'prettier', args: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
      {
        label: 'import directions',
        args: [
          bin('dependency-cruiser', 'depcruise'),
          '--config',
          'test/config/dependency-cruiser.config.js',
          'packages',
          'demo',
        ],
      },
    ],
    { atOnce: true },
  ),
  checks(
    'types',
    () => [
      { label: 'tsc', args: [bin('typescript', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
      // Apart from the tests, which see the element's source: the page sees the built package, and a tag has one class.
      { label: 'tsc: React page', args: [bin('typescript', 'tsc'), '--noEmit', '-p', 'demo/react'] },
    ],
    { atOnce: true },
  ),
  nodeTests('unit', ['test/initializer', 'test/simulator'], compileTests),
  {
    name: 'browser',
    kind: 'tests',
    commands: (filter) => {
      const files = listTestFiles('test/element', filter);
      const config = ['--config', 'test/config/web-test-runner.config.js'];
      return files.length === 0
        ? []
        : [
            {
              label: 'browser',
              args: [
                ...withTypeScript,
                bin('@web/test-runner', 'web-test-runner'),
                ...config,
                ...files.flatMap((file) => ['--files', file]),
              ],
            },
          ];
    },
  },
  nodeTests('e2e', ['test/e2e']),
  nodeTests('chaos', ['test/chaos']),
  nodeTests('package', ['test/package']),
];
