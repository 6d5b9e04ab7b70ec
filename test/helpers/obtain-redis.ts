import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from './apt-install.js';

/** Path of a `redis-server` on this machine, if there is one. */
export function findRedisServer(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/** The line that installs Redis here. */
export const redisInstallLine =
  process.platform === 'darwin'
    ? 'brew install redis'
    : process.platform === 'win32'
      ? 'run the tests inside WSL, and there: sudo apt-get install -y redis-server'
      : 'sudo apt-get install -y redis-server';

/**
 * Installs Redis where that needs no question: as root, with apt. Elsewhere its tests are skipped, and say the line that helps.
 *
 * @returns What to tell the reader.
 */
export function obtainRedis(): string {
  const found = findRedisServer();
  if (found) return found;
  aptInstall('redis-server');
  return findRedisServer() ?? `not found; its tests are skipped. To have them: ${redisInstallLine}`;
}
