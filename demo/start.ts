/** `npm start`: the demo shop, and the simulator beside it unless Helcim tokens are in the environment. */
import { relative } from 'node:path';
import { InitializerError } from '@helcim-checkout/initializer';
import { consoleLogger } from './console-logger.js';
import { databaseFileOf } from './database-file.js';
import { testCard } from './shop/test-card.js';
import { startDemo, type Demo } from './start-demo.js';

const databaseFile = databaseFileOf(process.env);
const wantedPort = readPort(process.env['PORT']);
const demo = await startOnFreePort(wantedPort);
say(demo);
endWhenTold(demo);

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 3000;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  console.error(`PORT is "${text}". It must be a number from 0 (any free port) to 65535.`);
  process.exit(1);
}

async function startOnFreePort(port: number): Promise<Demo> {
  try {
    return await startDemo({ port, environment: process.env, databaseFile, logger: consoleLogger });
  } catch (error) {
    if (error instanceof InitializerError) {
      console.error(error.message);
      process.exit(1);
    }
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.log(`Port ${port} is taken; taking a free one. (Set PORT to choose another.)`);
    return startDemo({ environment: process.env, databaseFile, logger: consoleLogger });
  }
}

function say({ url, staffUrl, tillUrl, simulator }: Demo): void {
  const lines = [
    ...(simulator ? testCardLines() : elsewhereLines(process.env)),
    '',
    ...shopLines({ url, staffUrl, tillUrl }, process.env['PUBLIC_URL']),
    ...(simulator ? dashboardLines(simulator.url) : []),
    '',
    `Orders, carts and payment sessions are kept in ${relative('.', databaseFile)} and survive a restart, even kill -9.`,
    ...(simulator
      ? [
          'This simulator forgets its payments when it ends: orders paid before stay paid, unpaid ones begin a new payment.',
        ]
      : []),
  ];
  console.log(['', ...lines, '', 'Ctrl-C ends it.'].join('\n'));
}

function testCardLines(): string[] {
  const { number, expiry, cvv } = testCard();
  return [
    'Payments go to a simulator of Helcim on this machine: nothing is charged, only test cards work.',
    `Test card ${number}, expiry ${expiry}, CVV ${cvv}. A CVV of 209 is declined.`,
  ];
}

function shopLines(
  { url, staffUrl, tillUrl }: Pick<Demo, 'url' | 'staffUrl' | 'tillUrl'>,
  publicUrl: string | undefined,
): string[] {
  return [
    `  Shop                       ${publicUrl || url}/`,
    ...(publicUrl ? [`    served from              ${url}/`] : []),
    `  React page                 ${publicUrl || url}/react/`,
    `  Till, for staff            ${tillUrl}`,
    `  Reviews, for staff         ${staffUrl}`,
    '                             (a demo log-in: the browser that opens one of the two first is let in to both)',
  ];
}

function dashboardLines(url: string): string[] {
  return [
    `  Merchant's Helcim pages    ${url}/`,
    `  Access configurations      ${url}/all-tools/integrations/api-access-configuration`,
    `  Transactions               ${url}/transactions`,
  ];
}

function elsewhereLines(environment: NodeJS.ProcessEnv): string[] {
  const { HELCIM_API_URL, HELCIM_READ_TOKEN, HELCIM_SCRIPT_URL, HELCIM_TERMINAL_API_TOKEN, PUBLIC_URL } =
    environment;
  const atHelcim = !HELCIM_API_URL;
  return [
    atHelcim
      ? 'HELCIM_API_TOKEN is set: PAYMENTS GO TO HELCIM ITSELF. With a live account, cards are really charged.'
      : `Payments go to the Helcim API at ${HELCIM_API_URL}.`,
    ...(HELCIM_READ_TOKEN
      ? []
      : ['HELCIM_READ_TOKEN is not set: a payment whose result is lost on the way cannot be looked up.']),
    ...(HELCIM_READ_TOKEN && HELCIM_TERMINAL_API_TOKEN
      ? []
      : ['The till stays closed: it needs HELCIM_TERMINAL_API_TOKEN and HELCIM_READ_TOKEN.']),
    ...(atHelcim && !PUBLIC_URL
      ? [
          "Helcim's payment window refuses to open on localhost and 127.0.0.1. Lead a public https address (a tunnel) to",
          'the shop, list it in the API Access Configuration at Helcim, and start again with PUBLIC_URL=https://…',
        ]
      : []),
    ...(!atHelcim && !HELCIM_SCRIPT_URL
      ? ['HELCIM_SCRIPT_URL is not set: give the script-url that the simulator printed.']
      : []),
  ];
}

function endWhenTold(running: Demo): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1); // Told twice: at once.
      ending = true;
      console.log('\nEnding the demo.');
      void running.close().then(() => process.exit(0));
    });
  }
}
