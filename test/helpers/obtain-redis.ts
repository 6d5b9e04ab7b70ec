import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (mayInstall) {
    console.log('Redis: not here, installing it with apt-get …');
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    spawnSync('apt-get', ['update'], quiet);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], quiet);
  }
  return findRedisServer() ?? `not found; its tests are skipped. To have them: ${redisInstallLine}`;
}
