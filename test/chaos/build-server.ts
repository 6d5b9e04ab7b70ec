import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/**
 * Makes one file of a server process and all it loads. It then starts in a seventh of the time, and a run starts hundreds of them.
 * Not outside the project: from there Node would not find the SQLite driver, whose native part cannot be made one with the rest.
 */
export async function buildServer(): Promise<{ path: string; remove: () => void }> {
  const folder = join(root, 'node_modules/.cache/chaos');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `server-process-${process.pid}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'server-process.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
    logLevel: 'error',
  });
  return { path, remove: () => rmSync(path) };
}
