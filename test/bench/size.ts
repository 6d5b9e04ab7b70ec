import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { oneFileBuild } from '../../vite.config.js';

/** Bytes of one built file. */
export interface Size {
  readonly min: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** How many times an empty Lit element the one-file build may weigh, both brotli-compressed. */
export const sizeBudget = 1.8;

/** Builds the script-tag file of `<helcim-checkout>` and an empty Lit element the same way, and weighs both. */
export async function measureSize(): Promise<{ element: Size; empty: Size; ratio: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-size-'));
  try {
    const element = await weigh('packages/element/src/define.ts', join(folder, 'element'));
    const empty = await weigh('test/fixtures/empty-lit-element.ts', join(folder, 'empty'));
    return { element, empty, ratio: element.brotli / empty.brotli };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function weigh(entry: string, outDir: string): Promise<Size> {
  const config = oneFileBuild({ entry, outDir, fileName: 'one.js' });
  await build({ ...config, configFile: false, logLevel: 'error' });
  const text = readFileSync(join(outDir, 'one.js'));
  return {
    min: text.length,
    gzip: gzipSync(text, { level: 9 }).length,
    brotli: brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  };
}

/** Prints both sizes and their ratio. */
export async function benchSize(): Promise<void> {
  const { element, empty, ratio } = await measureSize();
  console.table({ 'helcim-checkout.js': element, 'empty Lit element': empty });
  console.log(`brotli: ${ratio.toFixed(2)} × an empty Lit element (budget ${sizeBudget} ×)`);
}
