import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where installed browsers with the Chrome DevTools protocol are looked for, after `CHROME_PATH`. */
const installedPaths: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
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

/** The line that installs a browser where none was found and npm carries none. */
const installLine: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'sudo apt-get install -y chromium   (or your distribution’s package of Chromium or Chrome)',
  darwin: 'brew install --cask google-chrome',
  win32: 'winget install Google.Chrome',
};

export interface BrowserChoice {
  readonly path: string;
  /** Where it was found, for the line the runner prints. */
  readonly from: string;
  /** Environment the browser needs, such as a folder with the libraries npm carried. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The browser the tests drive: `CHROME_PATH`, else an installed Chrome, Chromium or Edge, else the
 * Chromium that npm carries on 64-bit Linux.
 *
 * @throws Error that names what was looked for and the line to install one.
 */
export async function findBrowser(): Promise<BrowserChoice> {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROME_PATH is "${named}", which is not an executable file.`);
    return { path: named, from: 'CHROME_PATH', env: {} };
  }
  if (process.env['HELCIM_CHECKOUT_ONLY_NPM_BROWSER'] !== '1') {
    const installed = (installedPaths[process.platform] ?? []).find(isExecutable);
    if (installed) return { path: installed, from: 'installed', env: {} };
  }
  const carried = await findCarriedByNpm();
  if (carried) return carried;
  throw new Error(
    'No browser to test with: CHROME_PATH is not set, no Chrome, Chromium or Edge is installed, and npm carries none for ' +
      `this machine (${process.platform} ${process.arch}). Install one with: ` +
      (installLine[process.platform] ?? 'your system’s package of Chromium'),
  );
}

async function findCarriedByNpm(): Promise<BrowserChoice | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package unpacks the system libraries it carries (libnss3 and others) only where it believes to run on this platform.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const libraries = process.env['LD_LIBRARY_PATH']?.split(delimiter).filter(Boolean).join(delimiter);
    return { path, from: 'npm (@sparticuz/chromium)', env: libraries ? { LD_LIBRARY_PATH: libraries } : {} };
  } catch {
    return undefined; // An optional dependency: npm may have left it out.
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
