import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listOf, minute, purchase, send, startMerchant, startTime, textOf } from './simulated-merchant.js';

suite('The control below /_sim/', () => {
  test('moves the clock forward and sets it', async (t) => {
    const { control } = await startMerchant(t);
    assert.deepEqual((await control('GET /clock')).body, { now: startTime });
    assert.deepEqual((await control('POST /clock', { advanceMs: minute })).body, { now: startTime + minute });
    assert.deepEqual((await control('POST /clock', { now: 1000 })).body, { now: 1000 });
    for (const body of [{}, { advanceMs: '1' }, { now: 1, advanceMs: 1 }, { later: 1 }]) {
      assert.equal((await control('POST /clock', body)).status, 400, JSON.stringify(body));
    }
  });

  test('resets everything but the seeded tokens', async (t) => {
    const { control, buy, api, simulator, advance } = await startMerchant(t);
    await control('PUT /switches', { rateLimits: true });
    const { body } = await control('POST /access-configurations', {
      name: 'Later',
      general: 'Read',
      settings: 'Read',
      transactionProcessing: 'None',
    });
    const seeded = listOf((await control('GET /access-configurations')).body)[0];
    await control(`DELETE /access-configurations/${textOf(seeded?.['id'])}`);
    await buy(1);
    await advance(minute);
    assert.equal((await control('POST /reset')).status, 204);

    const state = (await control('GET /state')).body;
    assert.deepEqual(
      [state['now'], state['transactions'], state['checkoutSessions'], state['switches']?.['rateLimits']],
      [startTime, [], [], false],
    );
    assert.equal((await api('GET /connection-test', { token: textOf(body['token']) })).status, 401);
    assert.equal((await api('GET /connection-test', { token: simulator.tokens.helcimPay })).status, 200);
    assert.equal((await buy(1))['transactionId'], '44158194');
  });

  test('shows the state without a single secret', async (t) => {
    const { control, api, pay, simulator } = await startMerchant(t);
    const { body } = await api('POST /helcim-pay/initialize', { body: purchase });
    await pay(textOf(body['checkoutToken']), { cvv: '209' });
    await pay(textOf(body['checkoutToken']));
    const { cardToken } = listOf((await api('GET /card-transactions')).body)[0] ?? {};
    const shown = await Promise.all(
      ['state', 'transactions', 'requests', 'access-configurations'].map((path) => control(`GET /${path}`)),
    );
    const text = JSON.stringify(shown.map((answer) => answer.body));
    assert.ok(text.includes(textOf(body['checkoutToken'])));
    const { helcimPay, read, api: full } = simulator.tokens;
    const secrets = [body['secretToken'], cardToken, helcimPay, read, full];
    for (const secret of secrets) assert.ok(!text.includes(textOf(secret)));
    assert.ok(!text.includes('tokenHash'));
    assert.ok(text.includes('DECLINED - Do Not Honor'));
  });

  test('logs each call of the API with method, path and status, and no query', async (t) => {
    const { control, api } = await startMerchant(t);
    await api('GET /card-transactions?cardToken=secret');
    await api('POST /helcim-pay/initialize', { body: {}, token: null });
    const seeded = listOf((await control('GET /access-configurations')).body)[2];
    assert.deepEqual((await control('GET /requests')).body, [
      {
        at: startTime,
        method: 'GET',
        path: '/v2/card-transactions',
        status: 200,
        warnings: [],
        accessConfigurationId: seeded?.['id'],
      },
      { at: startTime, method: 'POST', path: '/v2/helcim-pay/initialize', status: 401, warnings: [] },
    ]);
  });

  test('adds customers and due invoices, each once', async (t) => {
    const { control } = await startMerchant(t);
    const customer = await control('POST /customers', { contactName: 'Ada' });
    assert.deepEqual([customer.status, customer.body['customerCode']], [201, 'CST1000']);
    assert.equal((await control('POST /customers', { customerCode: 'CST1000' })).status, 409);
    const invoice = await control('POST /invoices', { amount: '9.99', currency: 'CAD' });
    assert.deepEqual(
      [invoice.status, invoice.body['invoiceNumber'], invoice.body['amountCents'], invoice.body['status']],
      [201, 'INV100101', 999, 'DUE'],
    );
    const again = { invoiceNumber: 'inv100101', amount: 1, currency: 'CAD' };
    assert.equal((await control('POST /invoices', again)).status, 409);
  });

  test('refuses switches that do not exist', async (t) => {
    const { control } = await startMerchant(t);
    assert.equal((await control('PUT /switches', { rateLimit: false })).status, 400);
    assert.equal((await control('PUT /switches', { rateLimits: 'no' })).status, 400);
  });

  test('answers JSON for what it does not know', async (t) => {
    const { control } = await startMerchant(t);
    const { status, body } = await control('GET /nothing');
    assert.deepEqual([status, body], [404, { errors: 'Not found' }]);
  });
});

suite('A page that reaches for the control', () => {
  const pages: [string, Record<string, string>, number][] = [
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['of a foreign origin', { origin: 'https://attacker.example' }, 403],
    ['of an opaque origin', { origin: 'null' }, 403],
    ['of the simulator itself', { 'sec-fetch-site': 'same-origin' }, 200],
    ['opened by hand', { 'sec-fetch-site': 'none' }, 200],
  ];
  for (const [what, headers, status] of pages) {
    test(`${what} gets ${status}`, async (t) => {
      const { simulator } = await startMerchant(t);
      for (const call of ['GET /state', 'POST /clock']) {
        const body = call.startsWith('POST') ? { advanceMs: 1 } : undefined;
        assert.equal((await send(`${simulator.url}/_sim`, call, body, headers)).status, status, call);
      }
    });
  }

  test('on the modal origin gets 403', async (t) => {
    const { simulator } = await startMerchant(t);
    const headers = { origin: simulator.modalUrl };
    assert.equal((await send(`${simulator.url}/_sim`, 'POST /reset', {}, headers)).status, 403);
    const own = { origin: simulator.url };
    assert.equal((await send(`${simulator.url}/_sim`, 'POST /reset', {}, own)).status, 204);
  });
});
