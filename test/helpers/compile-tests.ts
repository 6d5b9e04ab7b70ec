import { rmSync } from 'node:fs';
import { buildSync } from 'esbuild';

/** Where both what the packages and what the tests import is found: the package may have a zod of its own. */
export const compiledFolder = 'packages/initializer/node_modules/.cache/tests';

/**
 * Makes JavaScript of test files once for all. Each runs in a process of its own, and a process that compiles what it loads takes
 * three times as long to start.
 *
 * @returns The compiled files.
 */
export function compileTests(files: readonly string[]): string[] {
  rmSync(compiledFolder, { recursive: true, force: true });
  buildSync({
    entryPoints: [...files],
    outdir: compiledFolder,
    outbase: '.',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: true,
    logLevel: 'error',
  });
  return files.map((file) => `${compiledFolder}/${file.replace(/\.ts$/, '.js')}`);
}
