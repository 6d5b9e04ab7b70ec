import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Breakage } from './breakage.js';

const root = join(import.meta.dirname, '../..');

/**
 * Makes one file of a server process and all it loads. It then starts in a seventh of the time, and a run starts hundreds of them.
 * Not outside the project: from there Node would not find the SQLite driver, whose native part cannot be made one with the rest.
 */
export async function buildServer(
  broken: Breakage | undefined,
): Promise<{ path: string; remove: () => void }> {
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
    plugins: broken ? [settleBroken] : [],
    define: { brokenSettle: JSON.stringify(broken ?? '') },
    logLevel: 'error',
  });
  return { path, remove: () => rmSync(path) };
}

const brokenPath = join(import.meta.dirname, 'broken-settle.ts');

/** Whoever imports settle.ts gets the broken one, which alone gets the sound one. */
const settleBroken: Plugin = {
  name: 'broken settle',
  setup(building) {
    building.onResolve({ filter: /\/settle\.js$/ }, ({ importer }) =>
      importer === brokenPath ? undefined : { path: brokenPath },
    );
  },
};
