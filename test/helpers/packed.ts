import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface PackedProject {
  /** A folder outside the workspace, with both packages in node_modules exactly as npm would publish them. */
  readonly folder: string;
  /** Paths of the tarballs, by package name. */
  readonly tarballs: Readonly<Record<string, string>>;
  close(): void;
}

export const packages = ['element', 'initializer'] as const;

/**
 * Packs both packages and lays them into a blank project. Their dependencies are linked from the workspace, so that
 * nothing is fetched; a dependency that a package forgot to name is not linked and therefore not found.
 */
export function packIntoProject(): PackedProject {
  const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-packed-'));
  const tarballs: Record<string, string> = {};
  for (const name of packages) {
    const tarball = pack(name, folder);
    tarballs[`@helcim-checkout/${name}`] = tarball;
    unpack(tarball, join(folder, 'node_modules/@helcim-checkout', name));
    linkDependencies(name, folder);
  }
  return { folder, tarballs, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Links packages of the workspace into a project, as its own dependencies. */
export function linkPackages(names: Iterable<string>, folder: string): void {
  for (const name of names) link(name, join('node_modules', name), folder);
}

function pack(name: string, into: string): string {
  const before = new Set(readdirSync(into));
  npm(['pack', '--silent', '--pack-destination', into, `--workspace=packages/${name}`]);
  const tarball = readdirSync(into).find((file) => file.endsWith('.tgz') && !before.has(file));
  if (!tarball) throw new Error(`npm pack made no tarball of packages/${name}.`);
  return join(into, tarball);
}

/** npm as this process was started by it, else as found on the path. */
function npm(args: readonly string[]): void {
  const script = process.env['npm_execpath'];
  if (script) execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  else
    execFileSync('npm', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
}

function unpack(tarball: string, into: string): void {
  mkdirSync(into, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
}

/** Links what a package's own package.json names; their dependencies are found from where the links lead. */
function linkDependencies(name: string, folder: string): void {
  const manifest = readFileSync(join('packages', name, 'package.json'), 'utf8');
  const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> };
  for (const dependency of Object.keys(dependencies)) {
    const nested = join('packages', name, 'node_modules', dependency);
    link(dependency, existsSync(nested) ? nested : join('node_modules', dependency), folder);
  }
}

function link(name: string, from: string, folder: string): void {
  const target = join(folder, 'node_modules', name);
  if (existsSync(target)) return;
  mkdirSync(join(target, '..'), { recursive: true });
  // A junction needs no rights on Windows; where links are refused altogether, a copy serves as well.
  try {
    symlinkSync(resolve(from), target, 'junction');
  } catch {
    cpSync(from, target, { recursive: true, dereference: true });
  }
}
