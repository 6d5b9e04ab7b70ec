import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where installed browsers with the Chrome DevTools protocol are looked for, after `CHROME_PATH`. */
const installedPaths: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
    '/usr/bin/chromium-headless-shell',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].flatMap(
    (folder) =>
      folder
        ? [
            join(folder, 'Google/Chrome/Application/chrome.exe'),
            join(folder, 'Chromium/Application/chrome.exe'),
            join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [],
  ),
};

const installLines: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'sudo apt-get install -y chromium   (or your distribution’s package of Chromium or Chrome)',
  darwin: 'brew install --cask google-chrome',
  win32: 'winget install Google.Chrome',
};

/** The line that installs a browser here. */
export const browserInstallLine = installLines[process.platform] ?? 'your system’s package of Chromium';

export interface BrowserChoice {
  readonly path: string;
  /** Where it was found, for the line the runner prints. */
  readonly from: string;
  /** Environment the browser needs, such as a folder with the libraries npm carried. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The browser the tests drive: `CHROME_PATH`, else the headless Chromium that npm carries on 64-bit Linux, which is the same for
 * everyone and takes a third of the work, else an installed Chrome, Chromium or Edge.
 *
 * @throws Error that names what was looked for and the line to install one.
 */
export async function findBrowser(): Promise<BrowserChoice> {
  const found = named() ?? (await findCarriedByNpm()) ?? findInstalled();
  if (found) return found;
  throw new Error(
    'No browser to test with: CHROME_PATH is not set, npm carries none for ' +
      `this machine (${process.platform} ${process.arch}), and no Chrome, Chromium or Edge is installed. ` +
      `Install one with: ${browserInstallLine}`,
  );
}

/** A browser with a window, if there is one: headless shells, like the one npm carries, lack the back/forward cache. */
export function findFullBrowser(): BrowserChoice | undefined {
  const found = named() ?? findInstalled();
  return found?.path.includes('headless') ? undefined : found;
}

function named(): BrowserChoice | undefined {
  const path = process.env['CHROME_PATH'];
  if (!path) return undefined;
  if (!isExecutable(path)) throw new Error(`CHROME_PATH is "${path}", which is not an executable file.`);
  return { path, from: 'CHROME_PATH', env: {} };
}

function findInstalled(): BrowserChoice | undefined {
  const path = (installedPaths[process.platform] ?? []).find(isExecutable);
  return path === undefined ? undefined : { path, from: 'installed', env: {} };
}

async function findCarriedByNpm(): Promise<BrowserChoice | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package unpacks the system libraries it carries (libnss3 and others) only where it believes to run on this platform.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const libraries = process.env['LD_LIBRARY_PATH']?.split(delimiter).filter(Boolean).join(delimiter);
    const env: Record<string, string> = libraries ? { LD_LIBRARY_PATH: libraries } : {};
    return starts(path, env) ? { path, from: 'npm (@sparticuz/chromium)', env } : undefined;
  } catch {
    return undefined; // An optional dependency: npm may have left it out.
  }
}

/** Not everywhere: it needs glibc, which Alpine has not. */
function starts(path: string, env: Readonly<Record<string, string>>): boolean {
  return spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 }).status === 0;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
