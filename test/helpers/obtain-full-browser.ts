import { aptInstall } from './apt-install.js';
import { browserInstallLine, findFullBrowser } from './find-browser.js';

/** Why the tests that need a full browser are skipped. */
export const noFullBrowser = `the browser that npm carries has no back/forward cache. To have these tests: ${browserInstallLine}`;

/**
 * Gets a browser with a back/forward cache where the machine can.
 *
 * @returns What to tell the reader.
 */
export function obtainFullBrowser(): string {
  if (!findFullBrowser()) aptInstall('chromium');
  return findFullBrowser()?.path ?? `not found, its tests are skipped: ${noFullBrowser}`;
}
