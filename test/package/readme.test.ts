import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { startSimulator, type Simulator } from '@helcim-checkout/initializer/simulator';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../helpers/browser.js';
import { codeBlocks, onlyBlock } from '../helpers/code-blocks.js';
import { freePort } from '../helpers/redis-server.js';
import { linkPackages, packIntoProject, type PackedProject } from '../helpers/packed.js';

const readmes = ['README.md', 'packages/element/README.md', 'packages/initializer/README.md'] as const;

/** What the examples take for granted: the shop's own orders. It prints what it is told, so that the test can read it. */
const ordersOfTheShop = `
export const findOrder = async (orderId) => (orderId.startsWith('9f2c') ? { amount: '49.99', currency: 'CAD' } : null);
export const markAsPaid = async (orderId, amount, transactionId) => console.log('paid', orderId, amount, transactionId);
`;
const typesOfTheOrders = `
import type { Order } from '@helcim-checkout/initializer';
export declare function findOrder(orderId: string, request: unknown): Promise<Order | null>;
export declare function markAsPaid(orderId: string, amount: string, transactionId: string): Promise<void>;
`;

describe('what the READMEs show', () => {
  let project: PackedProject;
  let simulator: Simulator;
  let browser: Browser;
  const children: ChildProcess[] = [];

  before(async () => {
    project = packIntoProject();
    linkPackages(
      ['express', 'libsql', 'redis', '@types/express', 'react', 'react-dom', '@types/react', '@types/node'],
      project.folder,
    );
    write('package.json', JSON.stringify({ name: 'shop', private: true, type: 'module' }));
    write('orders.js', ordersOfTheShop);
    write('orders.d.ts', typesOfTheOrders);
    [simulator, browser] = await Promise.all([startSimulator(), launchBrowser()]);
  });
  after(async () => {
    for (const child of children) child.kill();
    await browser.close();
    await simulator.close();
    project.close();
  });

  test('the tag and the server route of the first page take a payment', async () => {
    write('server.js', onlyBlock('README.md', 'js'));
    write('public/index.html', page(onlyBlock('README.md', 'html', '<helcim-checkout')));
    write('public/thanks/index.html', '<!doctype html><title>Thanks</title><h1>Thanks</h1>');
    cpSync(
      join(project.folder, 'node_modules/@helcim-checkout/element/dist/cdn/helcim-checkout.js'),
      join(project.folder, 'public/helcim-checkout.js'),
    );
    const shop = await startShop();
    const tab = await browser.newPage();
    await tab.goto(shop.url);
    await tab.getByRole('button', { name: 'Pay now' }).click();
    await payInModal(tab, '4124939999999990');
    await tab.waitForURL(/\/thanks/);
    assert.match(await shop.line(/^paid/), /^paid 9f2c61e07b 49\.99 \d+$/);
    await tab.close();
  });

  test('the React component takes a payment', async () => {
    write(
      'react/pay.tsx',
      onlyBlock('README.md', 'tsx').replace(
        '<helcim-checkout ',
        `<helcim-checkout script-url="${simulator.scriptUrl}" `,
      ),
    );
    write('react/main.tsx', reactMain);
    write('server.js', onlyBlock('README.md', 'js'));
    await build({
      configFile: false,
      root: join(project.folder, 'react'),
      logLevel: 'error',
      oxc: { jsx: { runtime: 'automatic' } },
      build: {
        outDir: join(project.folder, 'public/react'),
        rolldownOptions: {
          input: join(project.folder, 'react/main.tsx'),
          output: { entryFileNames: 'main.js' },
        },
      },
    });
    write(
      'public/app.html',
      page('<div id="root"></div><script type="module" src="/react/main.js"></script>'),
    );
    const shop = await startShop();
    const tab = await browser.newPage();
    await tab.goto(`${shop.url}/app.html`);
    await tab.getByRole('button', { name: 'Pay now' }).click();
    await payInModal(tab, '5413330089099130');
    await tab.getByText(/^Paid HC/i).waitFor();
    await tab.close();
  });

  test('the till of the initializer’s page takes a payment on a paired device, for whoever has the key', async () => {
    write('till.ts', onlyBlock('packages/initializer/README.md', 'ts', 'createTerminals('));
    const port = await freePort();
    const key = 'the key of the till';
    const tokens = {
      HELCIM_TERMINAL_API_TOKEN: simulator.tokens.terminals,
      TILL_KEY: key,
      PORT: String(port),
    };
    const shop = startServer(['--import', import.meta.resolve('tsx'), 'till.ts'], tokens);
    await shop.line(/^The till is open/);
    const device = await simulator.devices.ready('Counter');
    async function ask(path: string, body?: object, headers: Record<string, string> = { 'x-till-key': key }) {
      const response = await fetch(`http://127.0.0.1:${port}/till${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    }
    assert.equal((await ask('/devices', undefined, {})).status, 403);
    assert.equal((await ask('/devices', { code: device.code, name: 'Counter' })).status, 201);
    const { status, body } = await ask('/sessions', { orderId: '9f2c61e07c', device: device.code });
    assert.equal(status, 201, JSON.stringify(body));
    simulator.devices.act(device.id, 'tap', { tipCents: 51 }); // To 50.50: what ends in .51 to .99 is declined.
    let last = body;
    while (last['outcome'] === 'open') {
      await setTimeout(200);
      last = (await ask(`/sessions/${body['sessionId'] ?? ''}`)).body;
    }
    assert.equal(last['outcome'], 'approved');
    assert.equal(last['charged'], '50.50');
    assert.match(await shop.line(/^paid 9f2c61e07c/), /^paid 9f2c61e07c 49\.99 \d+$/);
  });

  test('every TypeScript and JavaScript example compiles under the strict flags', () => {
    const examples = readmes
      .flatMap(codeBlocks)
      .filter(({ language }) => ['ts', 'tsx', 'js'].includes(language));
    assert.ok(examples.length >= 5, 'the examples were found');
    const files = examples.map(({ language, text }, index) => {
      const file = `example-${index}.${language === 'js' ? 'ts' : language}`;
      // The flags forbid process.env.NAME, and address() may be no object: liberties that plain JavaScript takes.
      write(file, language === 'js' ? `// @ts-nocheck\n${text}` : text);
      return file;
    });
    write(
      'tsconfig.json',
      JSON.stringify({
        extends: resolve('tsconfig.json'),
        compilerOptions: { types: ['node'], typeRoots: [resolve('node_modules/@types')] },
        files,
        include: [],
      }),
    );
    execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', project.folder], {
      stdio: 'inherit',
    });
  });

  test('every HTML example stands in a page without a complaint', async () => {
    const tab = await browser.newPage();
    const complaints: string[] = [];
    tab.on('pageerror', (error) => complaints.push(error.message));
    const examples = readmes.flatMap(codeBlocks).filter(({ language }) => language === 'html');
    assert.ok(examples.length >= 3, 'the examples were found');
    for (const { text } of examples) {
      await tab.setContent(page(text.replace(/<script.*<\/script>/, '')));
      for (const tag of tags)
        await tab.addScriptTag({ path: `packages/element/dist/cdn/${tag}.js`, type: 'module' });
      await tab.evaluate((names) => Promise.all(names.map((tag) => customElements.whenDefined(tag))), tags);
      const unknown = await tab.evaluate(unknownAttributes, tags);
      assert.deepEqual(unknown, [], text);
    }
    assert.deepEqual(complaints, []);
    await tab.close();
  });

  test('every shell line names a script or command that exists', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const lines = readmes.flatMap(codeBlocks).filter(({ language }) => language === 'sh');
    assert.ok(lines.length >= 3, 'the lines were found');
    for (const { text } of lines) {
      for (const command of text.trim().split(/\n|&&/)) {
        const [program, first = '', second = ''] = command.trim().split(/\s+/);
        if (program === 'npx') assert.ok(commandOf(first), `${first} has a command`);
        else
          assert.ok(
            program === 'npm' && (first === 'ci' || (first === 'run' ? second : first) in scripts),
            command,
          );
      }
    }
  });

  test('every relative link leads to a file, and every #link to a heading', () => {
    for (const readme of readmes) {
      const text = readFileSync(readme, 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https?:/.test(target)) continue;
        const [path = '', heading] = target.split('#');
        const file = path === '' ? readme : join(dirname(readme), path);
        assert.ok(existsSync(file), `${readme}: ${target}`);
        if (heading !== undefined)
          assert.ok(anchors(readFileSync(file, 'utf8')).includes(heading), `${readme}: ${target}`);
      }
    }
  });

  test('the README says that this is unofficial and what has never been tried', () => {
    for (const readme of readmes) {
      const text = readFileSync(readme, 'utf8').replace(/\s+/g, ' ');
      assert.match(text, /Unofficial/);
      assert.match(text, /affiliated with Helcim/);
      assert.match(text, /never (?:yet )?(?:been )?run against/);
    }
  });

  function write(name: string, text: string): void {
    const path = join(project.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** The example on a page of its own, its script the simulator's. */
  function page(body: string): string {
    const local = body.replaceAll(
      '<helcim-checkout ',
      `<helcim-checkout script-url="${simulator.scriptUrl}" `,
    );
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body>${local}</body></html>`;
  }

  async function startShop(): Promise<Server & { url: string }> {
    const { line } = startServer(['server.js']);
    return { url: await line(/^http:/), line };
  }

  function startServer(args: readonly string[], environment: Record<string, string> = {}): Server {
    const child = spawn(process.execPath, args, {
      cwd: project.folder,
      env: {
        ...process.env,
        NODE_ENV: 'development', // Vite's build, above, sets it to production for this process.
        PORT: '0',
        HELCIM_API_URL: simulator.apiUrl,
        HELCIM_API_TOKEN: simulator.tokens.helcimPay,
        HELCIM_READ_TOKEN: simulator.tokens.read,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const lines: string[] = [];
    const waiting: (() => void)[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      for (const wake of waiting.splice(0)) wake();
    });
    child.on('exit', () => {
      for (const wake of waiting.splice(0)) wake();
    });
    const line = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = lines.find((candidate) => pattern.test(candidate));
        if (found !== undefined) return found;
        assert.equal(child.exitCode, null, `the server ended before it printed ${pattern.source}`);
        await new Promise<void>((wake) => waiting.push(wake));
      }
    };
    return { line };
  }
});

interface Server {
  /** The first line it has printed, or will print, that fits. */
  readonly line: (pattern: RegExp) => Promise<string>;
}

const reactMain = `
import { createRoot } from 'react-dom/client';
import { useCallback, useState } from 'react';
import { Pay } from './pay.tsx';
function App() {
  const [reference, setReference] = useState('');
  const onPaid = useCallback((event) => setReference(event.reference), []);
  return <main><Pay orderId="9f2c000001" onPaid={onPaid} /><p>{reference && 'Paid ' + reference}</p></main>;
}
createRoot(document.getElementById('root')).render(<App />);
`;

/** A card for each test: Helcim declines the same card and amount twice in five minutes. */
async function payInModal(tab: Page, cardNumber: string): Promise<void> {
  const modal = tab.frameLocator('#helcimPayIframe');
  await modal.locator('#cardNumber').fill(cardNumber);
  await modal.locator('#expiry').fill('0128');
  await modal.locator('#cvv').fill('100');
  await modal.locator('#cardHolderName').fill('Ada Sample');
  await modal.locator('#street').fill('1 Elm Street');
  await modal.locator('#postalCode').fill('T2P 1A1');
  await modal.locator('.pay').click();
}

const tags = ['helcim-checkout', 'helcim-terminal'];

/** Attributes of the examples' tags that the elements do not know. Runs in the page. */
function unknownAttributes(names: readonly string[]): string[] {
  return names.flatMap((tag) => {
    const known = (customElements.get(tag) as unknown as { observedAttributes: string[] }).observedAttributes;
    return [...document.querySelectorAll(tag)].flatMap((element) =>
      element.getAttributeNames().filter((name) => !known.includes(name)),
    );
  });
}

function commandOf(packageName: string): string | undefined {
  const name = packageName.replace('@helcim-checkout/', '');
  const { bin } = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  return Object.values(bin).find((path) => existsSync(join('packages', name, path)));
}

function anchors(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
  const named = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return [...headings, ...named];
}
