import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { packIntoProject, packages, type PackedProject } from '../helpers/packed.js';

describe('the packages as npm publishes them', () => {
  let project: PackedProject;
  before(() => {
    project = packIntoProject();
    writeFileSync(
      join(project.folder, 'package.json'),
      JSON.stringify({ name: 'blank', private: true, type: 'module' }),
    );
  });
  after(() => project.close());

  for (const name of packages) {
    test(`${name} is clean to publint`, () => {
      node(['node_modules/publint/src/cli.js', tarball(name), '--strict']);
    });

    test(`${name} has types that resolve for every kind of importer it serves`, () => {
      node([
        'node_modules/@arethetypeswrong/cli/dist/index.js',
        tarball(name),
        '--profile',
        'esm-only',
        '--no-emoji',
        ...excludedEntries(name),
      ]);
    });

    test(`${name} carries a licence, a README and no leftovers of the build`, () => {
      const files = readdirSync(join(project.folder, 'node_modules/@helcim-checkout', name), {
        recursive: true,
        encoding: 'utf8',
      });
      assert.ok(files.includes('LICENSE'), 'LICENSE');
      assert.ok(files.includes('README.md'), 'README.md');
      assert.deepEqual(
        files.filter((file) => /\.tsbuildinfo$|\.test\.|node_modules/.test(file)),
        [],
      );
    });
  }

  test('every entry imports in plain Node, and require() of an entry works too', () => {
    for (const name of packages) {
      for (const entry of importableEntries(name)) {
        run(`await import('${entry}')`);
        run(`(await import('node:module')).createRequire(import.meta.url)('${entry}')`);
      }
    }
  });

  test('the main entry of the server part does not load the simulator', () => {
    const entry = join(project.folder, 'node_modules/@helcim-checkout/initializer/dist/src/index.js');
    const loaded = importedFiles(entry);
    assert.ok(loaded.length > 3, 'the walk found the files');
    assert.deepEqual(
      loaded.filter((file) => file.includes('simulator')),
      [],
    );
  });

  test('a strict TypeScript project compiles against both', () => {
    writeFileSync(join(project.folder, 'shop.ts'), shop);
    writeFileSync(
      join(project.folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          module: 'nodenext',
          target: 'es2022',
          lib: ['es2023', 'dom'],
          noEmit: true,
          types: [],
        },
        files: ['shop.ts'],
      }),
    );
    node(['node_modules/typescript/bin/tsc', '-p', project.folder]);
  });

  const tarball = (name: string) => {
    const path = project.tarballs[`@helcim-checkout/${name}`];
    assert.ok(path);
    return path;
  };

  const run = (code: string) => {
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: project.folder,
      stdio: 'pipe',
    });
  };
});

/** A merchant's whole server and the typed use of the element. */
const shop = `
import { createInitializer, memoryStore, type Initializer } from '@helcim-checkout/initializer';
import { startSimulator } from '@helcim-checkout/initializer/simulator';
import '@helcim-checkout/element';

export const initializer: Initializer = createInitializer({
  apiToken: 'a-token-of-the-simulator',
  store: memoryStore(),
  getOrder: (orderId) => Promise.resolve(orderId === '1' ? { amount: '10.00', currency: 'CAD' as const } : null),
  fulfill: () => Promise.resolve(),
});
export const simulator = startSimulator({ port: 0 });

const element = document.createElement('helcim-checkout');
element.orderId = '1';
element.addEventListener('helcim-approved', (event) => console.log(event.sessionId));
`;

function importableEntries(name: string): string[] {
  const { exports } = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>;
  };
  return Object.keys(exports)
    .filter((entry) => !entry.endsWith('.json') && !entry.endsWith('.js'))
    .map((entry) => entry.replace('.', `@helcim-checkout/${name}`));
}

/** The script-tag file is no module with types. */
function excludedEntries(name: string): string[] {
  const { exports } = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>;
  };
  const files = Object.keys(exports).filter((entry) => entry.endsWith('.js'));
  return files.length > 0 ? ['--exclude-entrypoints', ...files] : [];
}

/** Every file below the package that an entry imports, statically or not. */
function importedFiles(entry: string, found = new Set<string>()): string[] {
  if (found.has(entry)) return [...found];
  found.add(entry);
  const text = readFileSync(entry, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
    if (specifier) importedFiles(join(entry, '..', specifier), found);
  }
  return [...found];
}

function node(args: readonly string[]): void {
  try {
    execFileSync(process.execPath, args, { stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    assert.fail(`${args.join(' ')}\n${stdout.toString()}${stderr.toString()}`);
  }
}
