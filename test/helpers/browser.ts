import { chromium, type Browser } from 'playwright-core';
import { browserArguments } from './browser-arguments.js';
import { findBrowser } from './find-browser.js';

/**
 * A headless Chromium for end-to-end tests. The caller closes it.
 *
 * @param ignoreDefaultArgs Playwright's own start arguments to leave out, such as the one that turns the back/forward cache off.
 */
export async function launchBrowser({ ignoreDefaultArgs = [] as string[] } = {}): Promise<Browser> {
  const { path, env } = await findBrowser();
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
