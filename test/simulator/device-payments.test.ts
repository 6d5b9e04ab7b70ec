import assert from 'node:assert/strict';
import { after, beforeEach, suite, test } from 'node:test';
import { listOf, minute, textOf } from './simulated-merchant.js';
import { openTill } from './simulated-till.js';

const till = await openTill();
const { simulator, api, control } = till;

after(() => simulator.close());
beforeEach(till.reset);

suite('A purchase sent to a device', () => {
  test('is 202 without a body, and moves no money by itself', async () => {
    const { purchase, screen } = await till.ready();
    const { status, body, headers } = await purchase({ transactionAmount: 12.34, invoiceNumber: 'till-1' });
    assert.deepEqual(
      [status, body, headers.get('content-type'), headers.get('location')],
      [202, '', null, null],
    );
    const { id, ...request } = screen().request ?? {};
    assert.deepEqual(request, {
      ...{ kind: 'purchase', amountCents: 1234, tipCents: 0, currency: 'CAD' },
      ...{
        invoiceNumber: 'till-1',
        customerCode: '',
        state: 'waiting',
        startedAt: Date.UTC(2026, 1, 4, 18, 40, 21),
      },
    });
    assert.match(id ?? '', /^[\w-]{12}$/);
    assert.deepEqual([await till.rows(), await till.webhooks()], [[], []]);
  });

  test('is approved by a tap, as a row like any other', async () => {
    const { code, purchase, act } = await till.ready();
    await purchase({ invoiceNumber: 'till-1' });
    act('tap');
    const [row] = await till.rows('?invoiceNumber=TILL-1');
    assert.deepEqual(
      { ...row, cardToken: '', approvalCode: '' },
      {
        ...{ transactionId: 44158194, dateCreated: '2026-02-04 11:40:21', cardBatchId: 6005228 },
        ...{ status: 'APPROVED', user: 'Helcim System', type: 'purchase', amount: 20, currency: 'CAD' },
        ...{ avsResponse: '', cvvResponse: '', cardType: 'VI', approvalCode: '', cardToken: '' },
        ...{ cardNumber: '4242424242', cardHolderName: 'CARDHOLDER/TEST', customerCode: 'CST1000' },
        ...{ invoiceNumber: 'till-1', warning: '' },
      },
    );
    assert.deepEqual(await till.webhooks(), [{ id: '44158194', type: 'cardTransaction' }]);
    const [entry] = listOf((await control('GET /ledger')).body);
    assert.deepEqual([entry?.['amount'], entry?.['device']], ['20.00', code]);
    const [invoice] = listOf((await api('GET /invoices?invoiceNumber=till-1')).body);
    assert.deepEqual([invoice?.['status'], invoice?.['amountPaid']], ['PAID', 20]);
  });

  test('leaves a declined row that says why only where the switch wants it', async () => {
    const { purchase, act } = await till.ready();
    await purchase({ transactionAmount: 1.51, invoiceNumber: 'till-1' });
    act('tap');
    const rowsOf = async () =>
      (await till.rows('?invoiceNumber=till-1')).map(({ errors, warning }) => [errors, warning]);
    assert.deepEqual(await rowsOf(), [[undefined, '']]);
    simulator.switches.set({ reasonOnDecline: 'errors' });
    const [[errors] = []] = await rowsOf();
    assert.match(textOf(errors), /^Transaction Declined: .+/);
  });

  const cards: [object, string, string][] = [
    [{}, 'VI', '4242424242'],
    [{ cardType: 'credit' }, 'VI', '4242424242'],
    [{ cardType: 'debit' }, 'IN', '0000000005'],
    [{ cardNumber: '3742 4500 1751 006' }, 'AX', '3742451006'],
    [{ cardNumber: '5413330089099130' }, 'MC', '5413339130'],
  ];
  for (const [card, cardType, cardNumber] of cards) {
    test(`takes ${JSON.stringify(card)} as ${cardType}, inserted too`, async () => {
      const { purchase, act } = await till.ready();
      await purchase();
      act('insert', card);
      const [row] = await till.rows();
      assert.deepEqual(
        [row?.['status'], row?.['cardType'], row?.['cardNumber']],
        ['APPROVED', cardType, cardNumber],
      );
    });
  }

  test('by debit in a US location is DB, and its token charges nothing later', async () => {
    simulator.switches.set({ merchantCountry: 'US' });
    const { purchase, act } = await till.ready();
    await purchase({ currency: 'USD' });
    act('tap', { cardType: 'debit' });
    const [row] = await till.rows();
    assert.deepEqual([row?.['cardType'], row?.['currency']], ['DB', 'USD']);
    const body = {
      ipAddress: '127.0.0.1',
      currency: 'USD',
      amount: 5,
      cardData: { cardToken: row?.['cardToken'] },
    };
    assert.equal((await api('POST /payment/purchase', { body })).status, 500);
  });

  test('is charged once, however often the card is held to it', async () => {
    const { purchase, act } = await till.ready();
    await purchase();
    act('tap');
    assert.throws(() => act('tap'), /no request/);
    assert.throws(() => act('cancel'), /no request/);
    assert.equal((await till.rows()).length, 1);
  });

  test('may be repeated with the same card and amount: the rule against duplicates is not for devices', async () => {
    const { purchase, act } = await till.ready();
    for (const invoiceNumber of ['a', 'b']) {
      await purchase({ invoiceNumber });
      assert.equal(act('tap').request?.state, 'approved');
    }
  });

  const wrong: [object, string][] = [
    [{ transactionAmount: undefined }, 'Missing required data transactionAmount'],
    [{ transactionAmount: 0 }, 'transactionAmount must be above 0'],
    [{ transactionAmount: -1 }, 'transactionAmount must be a valid Number with at most two decimals'],
    [{ transactionAmount: 1.005 }, 'transactionAmount must be a valid Number with at most two decimals'],
    [{ currency: undefined }, 'Missing required data currency'],
    [{ currency: 'EUR' }, 'currency must be CAD or USD'],
    [{ currency: 'USD' }, 'currency must be in CAD, the currency of the location'],
    [{ invoiceNumber: 7 }, 'invoiceNumber must be a valid String'],
    [{ customerCode: [] }, 'customerCode must be a valid String'],
  ];
  for (const [change, error] of wrong) {
    test(`is 400 with ${JSON.stringify(change)}, and the device sees nothing of it`, async () => {
      const { purchase, screen } = await till.ready();
      const { status, body } = await purchase(change);
      assert.deepEqual([status, body], [400, { errors: [error] }]);
      assert.equal(screen().request, undefined);
    });
  }

  test('must be in USD in a US location', async () => {
    simulator.switches.set({ merchantCountry: 'US' });
    const { purchase } = await till.ready();
    assert.equal((await purchase({ currency: 'CAD' })).status, 400);
    assert.equal((await purchase({ currency: 'USD' })).status, 202);
  });

  test('ignores an idempotency-key, sent twice or not at all', async () => {
    const { code, act, purchase } = await till.ready();
    const headers = { 'idempotency-key': 'a'.repeat(25) };
    const body = { currency: 'CAD', transactionAmount: 5 };
    for (const amount of [5, 6]) {
      const call = `POST /devices/${code}/payment/purchase`;
      assert.equal((await api(call, { headers, body: { ...body, transactionAmount: amount } })).status, 202);
      act('tap');
    }
    assert.equal((await purchase()).status, 202);
    assert.equal((await till.rows()).length, 2);
  });
});

suite('Invoice and customer of a purchase on a device', () => {
  test('an invoice that exists is paid, an unknown number is made, none gets the next number', async () => {
    await control('POST /invoices', { invoiceNumber: 'OLD', amount: 20, currency: 'CAD' });
    const { purchase, act } = await till.ready();
    for (const invoiceNumber of ['old', 'new', undefined]) {
      await purchase({ invoiceNumber });
      act('tap');
    }
    assert.deepEqual(
      (await till.rows()).map((row) => row['invoiceNumber']),
      ['INV100101', 'new', 'OLD'],
    );
    const invoices = listOf((await api('GET /invoices')).body);
    assert.deepEqual(
      invoices.map((invoice) => invoice['status']),
      ['PAID', 'PAID', 'PAID'],
    );
  });

  test('a customer that exists is linked, an unknown code is created with it, none is generated', async () => {
    await control('POST /customers', { customerCode: 'ADA', contactName: 'Ada' });
    const { purchase, act } = await till.ready();
    for (const customerCode of ['ADA', 'BO', undefined]) {
      await purchase({ customerCode });
      act('tap');
    }
    assert.deepEqual(
      (await till.rows()).map((row) => row['customerCode']),
      ['CST1002', 'BO', 'ADA'],
    );
    const customers = listOf((await control('GET /state')).body['customers']);
    assert.deepEqual(
      customers.map((customer) => customer['customerCode']),
      ['ADA', 'BO', 'CST1002'],
    );
  });
});

suite('The cents of the final amount', () => {
  const table: [number, number, string | undefined][] = [
    [10, 0, undefined],
    [10.5, 0, undefined],
    [10.51, 0, 'PICK UP CARD'],
    [10.52, 0, 'INCORRECT PIN'],
    [10.53, 0, 'AMOUNT ERROR'],
    [10.54, 0, 'EXPIRED CARD'],
    [10.55, 0, 'DECLINED - Do Not Honor'],
    [10.56, 0, 'CALL AUTH. CENTER'],
    [10.57, 0, 'SERV NOT ALLOWED'],
    [10.58, 0, 'AMT OVER SVC LMT'],
    [10.99, 0, 'DECLINED - Do Not Honor'],
    [10, 51, 'PICK UP CARD'],
    [10.51, 49, undefined],
    [10.5, 250, undefined],
  ];
  for (const [transactionAmount, tipCents, reason] of table) {
    test(`${transactionAmount} and a tip of ${tipCents} cents: ${reason ?? 'approved'}`, async () => {
      const { purchase, act } = await till.ready();
      await purchase({ transactionAmount });
      const { request } = act('tap', { tipCents });
      assert.deepEqual([request?.state, request?.declineReason], [reason ? 'declined' : 'approved', reason]);
      const [row] = await till.rows();
      assert.deepEqual(
        [row?.['status'], row?.['amount']],
        [reason ? 'DECLINED' : 'APPROVED', Math.round(transactionAmount * 100 + tipCents) / 100],
      );
    });
  }
});

suite('After a decline', () => {
  test('trying again leaves two rows under one invoice number, and a webhook for each', async () => {
    const { purchase, act } = await till.ready();
    await purchase({ transactionAmount: 10.52, invoiceNumber: 'till-7' });
    assert.equal(act('tap').request?.state, 'declined');
    assert.throws(() => act('tap'), /try again/);
    assert.deepEqual(listOf((await api('GET /invoices')).body), []);
    assert.equal(act('try-again').request?.declineReason, undefined);
    act('insert', { tipCents: 48 });
    const rows = await till.rows('?invoiceNumber=till-7');
    assert.deepEqual(
      rows.map((row) => [row['status'], row['amount'], row['customerCode']]),
      [
        ['APPROVED', 11, 'CST1000'],
        ['DECLINED', 10.52, 'CST1000'],
      ],
    );
    assert.deepEqual(
      (await till.webhooks()).map(({ type }) => type),
      ['cardTransaction', 'cardTransaction'],
    );
  });
});

suite('A request on the screen', () => {
  test('that is cancelled is told by terminalCancel, without an id, and leaves no row', async () => {
    const { code, purchase, act } = await till.ready();
    await purchase({ transactionAmount: 1, invoiceNumber: 'till-3', customerCode: 'ADA' });
    await till.advance(minute);
    assert.equal(act('cancel').request?.state, 'cancelled');
    const data = {
      cancelledAt: '2026-02-04T18:41:21Z',
      currency: 'CAD',
      deviceCode: code,
      transactionAmount: 1,
    };
    const known = { invoiceNumber: 'till-3', customerCode: 'ADA' };
    assert.deepEqual(await till.webhooks(), [{ type: 'terminalCancel', data: { ...data, ...known } }]);
    assert.deepEqual(await till.rows(), []);
  });

  test('names no invoice in terminalCancel when it has none, or where so switched', async () => {
    const { purchase, act } = await till.ready();
    await purchase();
    act('cancel');
    simulator.switches.set({ terminalCancelData: 'four keys' });
    await purchase({ invoiceNumber: 'till-4', customerCode: 'ADA' });
    act('cancel');
    for (const { data } of await till.webhooks()) {
      const keys = Object.keys(data ?? {});
      assert.deepEqual(keys, ['cancelledAt', 'currency', 'deviceCode', 'transactionAmount']);
    }
  });

  test('is cancelled after a decline too, and by logging out', async () => {
    const { purchase, act } = await till.ready();
    await purchase({ transactionAmount: 1.51 });
    act('tap');
    act('cancel');
    await purchase();
    assert.equal(act('log-out').request, undefined);
    act('log-in', { pin: '1234' });
    assert.deepEqual(
      (await till.webhooks()).map(({ type }) => type),
      ['cardTransaction', 'terminalCancel', 'terminalCancel'],
    );
  });

  test('stays when the customer walks away, until it is paid', async () => {
    const { purchase, act, screen } = await till.ready();
    await purchase();
    act('walk-away');
    await till.advance(60 * minute);
    assert.deepEqual([screen().request?.abandoned, screen().listening], [true, false]);
    assert.equal(act('tap').request?.state, 'approved');
  });

  test('charges nothing without network, and its cancel is never heard of', async () => {
    const { purchase, act, screen } = await till.ready();
    await purchase();
    act('network', { on: false });
    assert.throws(() => act('tap'), /nothing was charged/);
    act('cancel');
    act('network', { on: true });
    assert.deepEqual([await till.rows(), await till.webhooks()], [[], []]);
    assert.equal(screen().listening, true);
  });

  test('is the business of its own device alone', async () => {
    const [first, second] = [await till.ready(), await till.ready()];
    await first.purchase({ invoiceNumber: 'one' });
    assert.equal((await second.purchase({ invoiceNumber: 'two', transactionAmount: 3 })).status, 202);
    second.act('tap');
    assert.equal(first.screen().request?.state, 'waiting');
    assert.deepEqual(
      (await till.rows()).map((row) => row['invoiceNumber']),
      ['two'],
    );
  });
});

suite('Webhooks of devices', () => {
  test('come alone where the scope is terminals only, for declines too', async () => {
    simulator.switches.set({ webhookScope: 'terminals only' });
    await till.buy(5);
    const { purchase, act } = await till.ready();
    await purchase({ transactionAmount: 5.51 });
    act('tap');
    const [row] = await till.rows();
    assert.deepEqual(await till.webhooks(), [
      { id: String(Number(row?.['transactionId'])), type: 'cardTransaction' },
    ]);
  });

  test('are lost, and rows listed late, as faults say', async () => {
    const { purchase, act } = await till.ready();
    simulator.faults.add({ kind: 'webhook-lost' });
    simulator.faults.add({ kind: 'late-row', ms: minute });
    await purchase();
    act('tap');
    const [delivery] = listOf((await control('GET /webhooks')).body['deliveries']);
    assert.equal(delivery?.['outcome'], 'lost');
    assert.deepEqual(await till.rows(), []);
    await till.advance(minute);
    assert.equal((await till.rows()).length, 1);
  });
});
