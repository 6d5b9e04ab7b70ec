import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArguments } from '../helpers/browser-arguments.js';
import { findBrowser } from '../helpers/find-browser.js';
import { countReporter } from './count-reporter.js';
import { realParts } from './real-parts.js';

const browser = await findBrowser();
Object.assign(process.env, browser.env);

/** Run with `node --import tsx`: the helpers are TypeScript. */
export default {
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  files: 'test/element/**/*.test.ts',
  nodeResolve: true,
  hostname: '127.0.0.1',
  // One page at a time: pages of one origin hear each other's BroadcastChannel, and the tests pay the same orders.
  concurrency: 1,
  testsFinishTimeout: 180_000,
  testFramework: { config: { timeout: 15_000 } },
  plugins: [
    realParts(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: browser.path,
        args: [...browserArguments(), '--lang=en-CA'],
      },
    }),
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countReporter()],
};
