import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, type LaunchOptions } from '../../helpers/browser.js';

interface FileOptions extends LaunchOptions {
  /** Why the file's tests are left out, if they are: then nothing is started. */
  readonly skip?: string | false;
}

/** One browser for all tests of a file; each test opens contexts of its own in it. Options are those of `launchBrowser`. */
export function browserForFile({ skip = false, ...options }: FileOptions = {}): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    if (skip === false) browser = await launchBrowser(options);
  });
  after(() => browser?.close());
  return () => {
    if (!browser) throw new Error('the browser is started before the first test, not before the file');
    return browser;
  };
}
