import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Switches } from '../../packages/initializer/simulator/index.js';
import { listOf, purchase, startMerchant, textOf } from './simulated-merchant.js';
import type { Json } from './simulated-merchant.js';

const awkwardName = 'Zoé O/Brien 😀';

/** Pays one session with the switches turned; answers its secretToken too, which no other test needs. */
async function payWith(t: TestContext, switches: Partial<Switches>, request: object = {}, card: object = {}) {
  const merchant = await startMerchant(t);
  merchant.simulator.switches.set(switches);
  const { body } = await merchant.api('POST /helcim-pay/initialize', { body: { ...purchase, ...request } });
  const result = await merchant.pay(textOf(body['checkoutToken']), { cardHolderName: awkwardName, ...card });
  return { ...merchant, result, token: textOf(body['checkoutToken']), secret: textOf(body['secretToken']) };
}

function statusesOf(result: Json, list = 'messages'): string[] {
  return listOf(result[list]).map((message) => textOf(message['eventStatus']));
}

suite('The switches', () => {
  test('are turned in part, over HTTP and in the process, and a reset turns them back', async (t) => {
    const { control, simulator } = await startMerchant(t);
    const before = simulator.switches.get();
    const { body } = await control('PUT /switches', { messageShape: 'S5', declineStatus: 200 });
    assert.deepEqual(body, { ...before, messageShape: 'S5', declineStatus: 200 });
    simulator.switches.set({ escapeSlash: false });
    assert.deepEqual((await control('GET /switches')).body, { ...body, escapeSlash: false });
    await control('POST /reset');
    assert.deepEqual(simulator.switches.get(), before);
  });

  for (const changes of [{ messageShape: 'S4' }, { noSwitch: true }, { declineStatus: '200' }, []]) {
    test(`refuse ${JSON.stringify(changes)}`, async (t) => {
      const { control, simulator } = await startMerchant(t);
      const before = simulator.switches.get();
      assert.equal((await control('PUT /switches', changes)).status, 400);
      assert.deepEqual(simulator.switches.get(), before);
    });
  }
});

suite('SUCCESS', () => {
  const shapes: [Switches['messageShape'], readonly string[], readonly string[]][] = [
    ['S1', ['data', 'status', 'statusText', 'headers'], ['data', 'data']],
    ['S2', ['status', 'data'], ['data', 'data']],
    ['S3', ['data'], ['data', 'data']],
    ['S5', ['hash', 'data'], ['data']],
  ];
  for (const [messageShape, keys, path] of shapes) {
    for (const messageForm of ['text', 'object'] as const) {
      test(`has the nesting ${messageShape} as ${messageForm}`, async (t) => {
        const { result, secret } = await payWith(t, { messageShape, messageForm });
        const { eventMessage } = result;
        assert.equal(typeof eventMessage, messageForm === 'text' ? 'string' : 'object');
        const envelope = (messageForm === 'text' ? JSON.parse(textOf(eventMessage)) : eventMessage) as Json;
        assert.deepEqual(Object.keys(envelope), keys);
        const parent = path.slice(0, -1).reduce<Json>((part, key) => part[key] as Json, envelope);
        assert.equal(parent['data']?.['status'], 'APPROVED');
        const text = JSON.stringify(parent['data'])
          .replaceAll('/', '\\/')
          .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
        assert.equal(parent['hash'], sha256(text + secret));
      });
    }
  }

  const spellings: [boolean, boolean, string][] = [
    [true, true, 'Zo\\u00e9 O\\/Brien \\ud83d\\ude00'],
    [false, true, 'Zo\\u00e9 O/Brien \\ud83d\\ude00'],
    [true, false, 'Zoé O\\/Brien 😀'],
    [false, false, 'Zoé O/Brien 😀'],
  ];
  for (const [escapeSlash, escapeUnicode, spelled] of spellings) {
    test(`hashes the name as ${spelled}`, async (t) => {
      const { result, secret } = await payWith(t, { escapeSlash, escapeUnicode, messageShape: 'S5' });
      const { hash, data } = JSON.parse(textOf(result['eventMessage'])) as Json;
      const text = JSON.stringify({ ...data, cardHolderName: '?' }).replace('"?"', () => `"${spelled}"`);
      assert.equal(hash, sha256(text + secret));
    });
  }

  test('says APPROVAL and currency 1, and so do rows the former', async (t) => {
    const { result, api } = await payWith(t, { approvedValue: 'APPROVAL', eventCurrency: 'number' });
    const { data } = (JSON.parse(textOf(result['eventMessage'])) as Json)['data'] as Json;
    assert.deepEqual([data?.['status'], data?.['currency']], ['APPROVAL', '1']);
    const [row] = listOf((await api('GET /card-transactions')).body);
    assert.deepEqual([row?.['status'], row?.['currency']], ['APPROVAL', 'CAD']);
  });

  const endings: [Switches['hideAfterSuccess'], boolean, string[], string[]][] = [
    ['confirmationScreen', true, ['SUCCESS'], ['HIDE']],
    ['confirmationScreen', false, ['SUCCESS'], ['HIDE']],
    ['always', true, ['SUCCESS'], ['HIDE']],
    ['always', false, ['SUCCESS', 'HIDE'], []],
    ['never', true, ['SUCCESS'], []],
    ['never', false, ['SUCCESS'], []],
  ];
  for (const [hideAfterSuccess, confirmationScreen, now, onExit] of endings) {
    const screen = confirmationScreen ? 'with' : 'without';
    test(`is followed by HIDE: ${hideAfterSuccess}, ${screen} confirmation screen`, async (t) => {
      const { result } = await payWith(t, { hideAfterSuccess }, { confirmationScreen });
      assert.deepEqual([statusesOf(result), statusesOf(result, 'exitMessages')], [now, onExit]);
    });
  }

  test('comes with an event of another name, as JSON text, where so switched', async (t) => {
    const { result, token } = await payWith(t, { extraEvents: true, eventData: 'text' });
    const names = listOf(result['messages']).map((message) => message['eventName']);
    assert.deepEqual([names, result['eventData']], [['helcim-pay-js-v2', `helcim-pay-js-${token}`], 'text']);
  });
});

suite('ABORTED', () => {
  const decline = { cvv: '209' };

  test('reads as recorded by one integration, where so switched', async (t) => {
    const { result } = await payWith(t, { abortedText: 'aborted' }, {}, decline);
    assert.equal(
      result['eventMessage'],
      'HelcimPay.js transaction aborted - "Transaction declined. DECLINED - Do Not Honor"',
    );
  });

  test('closes the modal, where so switched; the session can still be paid', async (t) => {
    const { result, pay, token } = await payWith(t, { afterAborted: 'closes' }, {}, decline);
    assert.deepEqual(statusesOf(result), ['ABORTED', 'HIDE']);
    assert.equal((await pay(token))['kind'], 'approved');
  });

  test('means that the payer left, where so switched; a decline is silent', async (t) => {
    const { result } = await payWith(t, { abortedMeans: 'cancelled' }, {}, decline);
    assert.deepEqual([statusesOf(result), statusesOf(result, 'exitMessages')], [[], ['ABORTED', 'HIDE']]);
  });
});

suite('A declined row', () => {
  const declineIt = async (t: TestContext, switches: Partial<Switches>) => {
    const request = {
      invoiceRequest: { invoiceNumber: 'A-1', lineItems: [{ description: 'x', quantity: 1, price: 100 }] },
    };
    const { api } = await payWith(t, switches, request, { cvv: '209' });
    return listOf((await api('GET /card-transactions')).body)[0]?.['invoiceNumber'];
  };

  test('carries the invoice number it was tried for, or none', async (t) => {
    assert.equal(await declineIt(t, {}), 'A-1');
    assert.equal(await declineIt(t, { invoiceOnDecline: 'none' }), '');
  });

  test('over the API is 500 with errors, or 200 without', async (t) => {
    const { buy, api, simulator } = await startMerchant(t);
    const { cardToken } = await buy(5);
    const body = { amount: 5, currency: 'CAD', ipAddress: '127.0.0.1', cardData: { cardToken } };
    const call = async () => {
      const answer = await api('POST /payment/purchase', { body });
      return [answer.status, answer.body['status'], 'errors' in answer.body];
    };
    assert.deepEqual(await call(), [500, 'DECLINED', true]);
    simulator.switches.set({ declineStatus: 200 });
    assert.deepEqual(await call(), [200, 'DECLINED', false]);
  });
});

suite('Strict origins', () => {
  const origins: [string | undefined, number][] = [
    ['https://shop.example', 200],
    [undefined, 200],
    ['https://other.example', 403],
    ['https://shop.example:8443', 403],
    ['http://shop.example', 403],
    ['http://127.0.0.1:3000', 403],
    ['https://localhost', 403],
    ['https://till.localhost', 403],
    ['https://10.0.0.7', 403],
    ['https://172.16.0.7', 403],
    ['https://192.168.1.7', 403],
  ];
  for (const [origin, expected] of origins) {
    test(`${origin ?? 'no origin'} is ${expected}`, async (t) => {
      const { simulator, control, api } = await startMerchant(t);
      const { body } = await control('POST /access-configurations', {
        name: 'Shop',
        general: 'No access',
        settings: 'No access',
        transactionProcessing: 'Positive Transaction',
        checkoutIntegration: true,
        checkoutUrls: [
          'https://shop.example/checkout',
          'http://shop.example',
          'http://127.0.0.1:3000',
          ...['localhost', 'till.localhost', '10.0.0.7', '172.16.0.7', '192.168.1.7'].map(
            (host) => `https://${host}`,
          ),
        ],
      });
      const answer = await api('POST /helcim-pay/initialize', {
        body: purchase,
        token: textOf(body['token']),
      });
      const query = origin === undefined ? '' : `?origin=${encodeURIComponent(origin)}`;
      const show = () =>
        fetch(`${simulator.modalUrl}/helcim-pay/${textOf(answer.body['checkoutToken'])}${query}`);
      assert.equal((await show()).status, 200);
      simulator.switches.set({ strictOrigins: true });
      const { status, headers } = await show();
      assert.equal(status, expected);
      assert.equal(headers.get('x-frame-options'), expected === 403 ? 'DENY' : null);
    });
  }
});

suite('The merchant’s country', () => {
  test('US takes USD only, also from bank accounts', async (t) => {
    const { api, simulator } = await startMerchant(t);
    simulator.switches.set({ merchantCountry: 'US' });
    const initialize = async (request: object) =>
      (await api('POST /helcim-pay/initialize', { body: { ...purchase, ...request } })).status;
    assert.deepEqual(
      [await initialize({}), await initialize({ currency: 'USD', paymentMethod: 'ach' })],
      [400, 200],
    );
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
