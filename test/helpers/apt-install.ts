import { spawnSync } from 'node:child_process';

/** Installs a package where that needs no question: as root, with apt. Whether it worked shows by looking for what it brings. */
export function aptInstall(name: string): void {
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!mayInstall) return;
  console.log(`${name}: not here, installing it with apt-get …`);
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], quiet);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], quiet);
}
