import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { temporaryDatabaseFile } from '../../demo/database-file.js';
import { addresses, printed, startNpmStart, type Child } from './support/start-npm-start.js';

const database = temporaryDatabaseFile();
after(() => database.remove());

function start(environment: Readonly<Record<string, string>>): Child {
  return startNpmStart({ DATABASE_FILE: database.file, ...environment });
}

test('npm start prints where shop and simulator are, serves them, and ends when told', async () => {
  const child = start({ PORT: '0' });
  const ended = once(child, 'exit');
  try {
    const text = await printed(child, /Ctrl-C/);
    const [shop, react, till, staff, merchant, configurations, list] = addresses(text);
    assert.ok(shop && react && till && staff && merchant && configurations && list, text);

    assert.match(await body(shop), /Petit Huard/);
    assert.match(await body(react), /<div|<main id="root"/);
    assert.match(till, /\/till\?key=[0-9a-f]{32}$/);
    assert.match(staff, /\/staff\/reviews\?key=[0-9a-f]{32}$/);
    assert.match(await body(merchant), /simulator/i);
    assert.match(text, /checkout\.db and survive a restart/);
    assert.match(await body(configurations), /API Access/i);
    assert.match(await body(list), /Transactions/i);
    assert.doesNotMatch(text, /localhost|0\.0\.0\.0/);
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = (await ended) as [number | null];
  if (process.platform !== 'win32') assert.equal(code, 0);
});

test('npm start takes a free port when the wanted one is taken, and says so', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const child = start({ PORT: String(port) });
  const ended = once(child, 'exit');
  try {
    const text = await printed(child, /Ctrl-C/);
    assert.match(text, new RegExp(`Port ${port} is taken`));
    const [shop] = addresses(text);
    assert.notEqual(new URL(shop ?? '').port, String(port));
    assert.match(await body(shop ?? ''), /Petit Huard/);
  } finally {
    child.kill('SIGTERM');
    squatter.close();
  }
  await ended;
});

test('npm start with tokens of Helcim’s starts no simulator and says where payments go', async () => {
  const child = start({ PORT: '0', HELCIM_API_TOKEN: 'an-api-token-that-is-nobodys' });
  const ended = once(child, 'exit');
  try {
    const text = await printed(child, /Ctrl-C/);
    assert.match(text, /PAYMENTS GO TO HELCIM ITSELF/);
    assert.match(text, /refuses to open on localhost[^]*PUBLIC_URL/);
    assert.doesNotMatch(text, /simulator|nobodys/i);
    assert.equal(
      new Set(addresses(text).map((address) => new URL(address).port)).size,
      1,
      'the shop and nothing else',
    );
  } finally {
    child.kill('SIGTERM');
  }
  await ended;
});

for (const port of ['http', '70000', '-1']) {
  test(`npm start refuses PORT=${port} and says what it must be`, async () => {
    const child = start({ PORT: port });
    const ended = once(child, 'exit');
    assert.match(await printed(child, /65535/), new RegExp(`PORT is "${port}"`));
    assert.deepEqual(await ended, [1, null]);
  });
}

async function body(url: string): Promise<string> {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return response.text();
}
