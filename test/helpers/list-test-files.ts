import { readdirSync } from 'node:fs';

/** The test files below a folder, in a fixed order. Listed here and not by a shell's wildcard, which Windows has not. */
export function listTestFiles(folder: string, filter = ''): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && path.includes(filter))
    .sort();
}
