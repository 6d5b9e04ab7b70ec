import { chromium, type Browser } from 'playwright-core';
import { browserArguments } from './browser-arguments.js';
import { findBrowser, findFullBrowser } from './find-browser.js';
import { noFullBrowser } from './obtain-full-browser.js';

export interface LaunchOptions {
  /** Playwright's own start arguments to leave out, such as the one that turns the back/forward cache off. */
  readonly ignoreDefaultArgs?: string[];
  /** Whether it must have all that a browser with a window has. Default: false. */
  readonly full?: boolean;
}

/** A headless Chromium for end-to-end tests. The caller closes it. */
export async function launchBrowser({
  ignoreDefaultArgs = [],
  full = false,
}: LaunchOptions = {}): Promise<Browser> {
  const found = full ? findFullBrowser() : await findBrowser();
  if (!found) throw new Error(noFullBrowser);
  const { path, env } = found;
  return chromium.launch({
    executablePath: path,
    args: browserArguments(),
    ignoreDefaultArgs,
    env: { ...definedEnvironment(), ...env },
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
