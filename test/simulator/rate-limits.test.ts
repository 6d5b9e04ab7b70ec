import assert from 'node:assert/strict';
import { request } from 'node:http';
import { suite, test } from 'node:test';
import { minute, startMerchant } from './simulated-merchant.js';
import type { Merchant } from './simulated-merchant.js';

const call = 'GET /connection-test';

async function callTimes({ api }: Merchant, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await api(call);
}

suite('Rate limits', () => {
  test('tell what remains, and refuse the 101st call of a minute with 429', async (t) => {
    const merchant = await startMerchant(t, { rateLimits: true });
    const { headers } = await merchant.api(call);
    assert.deepEqual(
      [headers.get('minute-limit-remaining'), headers.get('hour-limit-remaining')],
      ['99', '2999'],
    );
    await callTimes(merchant, 99);
    const { status, body, headers: last } = await merchant.api(call);
    assert.equal(status, 429);
    assert.ok(body['errors']);
    assert.deepEqual([last.get('minute-limit-remaining'), last.get('hour-limit-remaining')], ['0', '2900']);
  });

  test('slide: a call counts for one minute', async (t) => {
    const merchant = await startMerchant(t, { rateLimits: true });
    await callTimes(merchant, 40);
    await merchant.advance(minute / 2);
    await callTimes(merchant, 60);
    assert.equal((await merchant.api(call)).status, 429);
    await merchant.advance(minute / 2);
    assert.equal((await merchant.api(call)).headers.get('minute-limit-remaining'), '39');
  });

  test('hold for the account, all tokens together', async (t) => {
    const merchant = await startMerchant(t, { rateLimits: true });
    const { api, simulator } = merchant;
    await callTimes(merchant, 100);
    assert.equal((await api(call, { token: simulator.tokens.read })).status, 429);
  });

  test('allow 3,000 calls an hour', async (t) => {
    const merchant = await startMerchant(t, { rateLimits: true });
    for (let round = 0; round < 30; round += 1) {
      await callTimes(merchant, 100);
      await merchant.advance(minute);
    }
    const { status, headers } = await merchant.api(call);
    assert.equal(status, 429);
    assert.deepEqual(
      [headers.get('minute-limit-remaining'), headers.get('hour-limit-remaining')],
      ['100', '0'],
    );
    await merchant.advance(30 * minute);
    assert.equal((await merchant.api(call)).headers.get('hour-limit-remaining'), '99');
  });

  test('refuse the sixth call at once', async (t) => {
    const { simulator, api } = await startMerchant(t, { rateLimits: true });
    const held = Array.from({ length: 5 }, () => holdCall(simulator.apiUrl, simulator.tokens.api));
    await waitFor(async () => (await api(call)).status === 429);
    for (const { finish } of held) finish();
    const statuses = await Promise.all(held.map(({ status }) => status));
    assert.deepEqual(statuses, [400, 400, 400, 400, 400]);
    await waitFor(async () => (await api(call)).status === 200);
  });

  test('do not count calls without a known token', async (t) => {
    const merchant = await startMerchant(t, { rateLimits: true });
    for (let count = 0; count < 101; count += 1) await merchant.api(call, { token: 'wrong' });
    assert.equal((await merchant.api(call)).headers.get('minute-limit-remaining'), '99');
  });

  test('are switched off by an option or through the control', async (t) => {
    const off = await startMerchant(t, { rateLimits: false });
    await callTimes(off, 101);
    assert.equal((await off.api(call)).status, 200);
    const on = await startMerchant(t, { rateLimits: true });
    assert.equal((await on.control('PUT /switches', { rateLimits: false })).body['rateLimits'], false);
    await callTimes(on, 101);
    assert.equal((await on.api(call)).status, 200);
  });
});

/** A call whose body is not complete until `finish`: it stays in flight. */
function holdCall(apiUrl: string, token: string) {
  const headers = { 'api-token': token, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  const outgoing = request(`${apiUrl}/helcim-pay/initialize`, { method: 'POST', headers });
  outgoing.write('{');
  const status = new Promise<number | undefined>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => resolve(response.resume().statusCode));
  });
  return { status, finish: () => outgoing.end('}') };
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
