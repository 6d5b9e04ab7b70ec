import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The file of `npm start`. What was paid at a simulator must never pass for paid at Helcim, so each has a file of its own.
 * DATABASE_FILE names another.
 */
export function databaseFileOf(environment: Readonly<Record<string, string | undefined>>): string {
  const { DATABASE_FILE, HELCIM_API_TOKEN, HELCIM_API_URL } = environment;
  const name = HELCIM_API_TOKEN && !HELCIM_API_URL ? 'checkout.db' : 'simulator.db';
  const file = DATABASE_FILE || fileURLToPath(new URL(`./.data/${name}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** A file that is gone when its user is. */
export function temporaryDatabaseFile(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'petit-huard-'));
  return {
    file: join(folder, 'checkout.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
