import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { startSimulator, type Simulator } from '@helcim-checkout/initializer/simulator';
import { temporaryDatabaseFile } from '../../demo/database-file.js';
import { browserForFile } from './support/browser-for-file.js';
import { transactions } from './support/simulator-view.js';
import { addresses, printed, startNpmStart } from './support/start-npm-start.js';
import { Till } from './support/till.js';

const browser = browserForFile();

async function purchasesSent({ url }: Simulator): Promise<number> {
  const requests = (await (await fetch(`${url}/_sim/requests`)).json()) as { method: string; path: string }[];
  return requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/payment/purchase'))
    .length;
}

test('a till whose server was killed after it handed a payment over finds it paid at the second try after the restart, and sends no second one', async () => {
  const simulator = await startSimulator();
  const database = temporaryDatabaseFile();
  const context = await browser().newContext({ locale: 'en-CA', viewport: { width: 900, height: 900 } });
  const start = async (port: string) => {
    const child = startNpmStart({
      PORT: port,
      DATABASE_FILE: database.file,
      HELCIM_API_TOKEN: simulator.tokens.helcimPay,
      HELCIM_READ_TOKEN: simulator.tokens.read,
      HELCIM_TERMINAL_API_TOKEN: simulator.tokens.terminals,
      HELCIM_API_URL: simulator.apiUrl,
      HELCIM_SCRIPT_URL: simulator.scriptUrl,
    });
    const text = await printed(child, /Ctrl-C/);
    return { child, tillUrl: addresses(text).find((url) => url.includes('/till?key=')) ?? '' };
  };
  let running = await start('0');
  const kill = async () => {
    const ended = once(running.child, 'exit');
    running.child.kill('SIGKILL');
    await ended;
  };
  try {
    const { id, code } = await simulator.devices.ready('Front counter');
    const page = await context.newPage();
    const till = new Till(page);
    await page.goto(running.tillUrl);
    const orderId = await till.ringUp('13.55');
    await till.pair(code);
    await till.charge();
    await kill();
    // While no server is there: a decline by the cents, and a tip that brings luck.
    assert.equal(simulator.devices.act(id, 'tap').request?.state, 'declined');
    simulator.devices.act(id, 'try-again');
    simulator.devices.act(id, 'tap', { tipCents: 45 });

    running = await start(new URL(running.tillUrl).port);
    await page.goto(running.tillUrl);
    await page.goto(`${new URL(page.url()).origin}/till/sales/${orderId}`);
    await till.seesReceipt();
    assert.deepEqual(
      (await transactions(simulator)).map(({ status, amount }) => [status, amount]),
      [
        ['APPROVED', 14],
        ['DECLINED', 13.55],
      ],
    );
    assert.equal(await purchasesSent(simulator), 1);
  } finally {
    await context.close();
    await kill();
    await simulator.close();
    database.remove();
  }
});
