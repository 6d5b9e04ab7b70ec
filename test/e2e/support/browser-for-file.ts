import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../helpers/browser.js';

/** One browser for all tests of a file; each test opens contexts of its own in it. Options are those of `launchBrowser`. */
export function browserForFile(options?: Parameters<typeof launchBrowser>[0]): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launchBrowser(options);
  });
  after(() => browser?.close());
  return () => {
    if (!browser) throw new Error('the browser is started before the first test, not before the file');
    return browser;
  };
}
