import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { memoryStore, type Order } from '../../../packages/initializer/src/index.js';
import { row, transaction, unsignedResult, type startFakeHelcim } from '../support/fake-helcim.js';
import { plainOrder } from '../support/shop.js';
import { startWebhookShop, transactionId, webhookOutcome } from '../support/webhook-shop.js';

const minute = 60_000;
const hour = 60 * minute;

describe('a cardTransaction', () => {
  test('is read by its id with the read token; an approved row settles and fulfills', async (t) => {
    const { helcim, tell, reference, state, fulfilled, reads } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: reference })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'approved');
    assert.equal(fulfilled.length, 1);
    assert.deepEqual(
      reads().map(({ path, token }) => [path, token]),
      [[`/v2/card-transactions/${transactionId}`, 'read-token']],
    );
  });

  test('finds its session whatever the case of the reference', async (t) => {
    const { helcim, tell, reference, state } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: reference.toLowerCase() })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'approved');
  });

  test('that was declined is no success: the session stays open, also after its grace', async (t) => {
    const { helcim, shop, tell, reference, state, fulfilled } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: reference, status: 'DECLINED' })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'open');
    helcim.readReplies.push({ status: 400 });
    await shop.clock.advance(71 * minute);
    helcim.rows = [row({ invoiceNumber: reference, status: 'DECLINED' })];
    assert.equal((await tell()).status, 200);
    assert.equal(await state(), 'closing');
    assert.equal(fulfilled.length, 0);
  });

  test('of another amount is review', async (t) => {
    const { helcim, tell, reference, state, fulfilled } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: reference, amount: 4.99 })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'review');
    assert.equal(fulfilled.length, 0);
  });

  test('of a payment that went back again is read with the payment it belongs to: review', async (t) => {
    const { helcim, tell, reference, state } = await startWebhookShop(t);
    const refund = row({ invoiceNumber: reference, transactionId: 2, type: 'refund' });
    helcim.rows = [row({ invoiceNumber: reference }), refund];
    assert.deepEqual(webhookOutcome(await tell(2)), [200, 'settled']);
    assert.equal(await state(), 'review');
  });

  test('settles an order that was cancelled into review, and a second approval too', async (t) => {
    const { helcim, shop, tell, reference, state, reviews } = await startWebhookShop(t);
    await shop.initializer.cancel('order-1');
    helcim.rows = [row({ invoiceNumber: reference }), row({ invoiceNumber: reference, transactionId: 2 })];
    await tell();
    assert.equal(await state(), 'review');
    assert.deepEqual(webhookOutcome(await tell(2)), [200, 'settled']);
    assert.deepEqual(
      reviews.map(({ reason }) => reason),
      ['superseded_session', 'second_approval'],
    );
  });

  test('settles a session that has expired', async (t) => {
    const { helcim, shop, tell, reference, state } = await startWebhookShop(t);
    await shop.clock.advance(70 * minute);
    await shop.initializer.reconcile();
    assert.equal(await state(), 'expired');
    helcim.rows = [row({ invoiceNumber: reference })];
    await tell();
    assert.equal(await state(), 'approved');
  });
});

describe('redelivery', () => {
  test('the same webhook again is 200 without a read, and fulfill ran once', async (t) => {
    const { helcim, tell, reference, fulfilled, reads } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: reference })];
    await tell(transactionId, 'msg_1');
    for (let again = 0; again < 3; again += 1) {
      assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'known']);
    }
    assert.deepEqual([fulfilled.length, reads().length], [1, 1]);
  });

  test('another webhook about a settled transaction is 200 without a read', async (t) => {
    const { tell, result, fulfilled, reads } = await startWebhookShop(t, { readToken: 'read-token' });
    await result();
    const before = reads().length;
    assert.deepEqual(webhookOutcome(await tell()), [200, 'known']);
    assert.deepEqual([fulfilled.length, reads().length], [1, before]);
  });

  test('ten copies at once and the browser’s result fulfill once', async (t) => {
    const { helcim, tell, result, reference, fulfilled, state } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: reference })];
    const answers = await Promise.all([
      result(),
      ...Array.from({ length: 10 }, () => tell(transactionId, 'msg_1')),
    ]);
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(await state(), 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('what failed comes again and is handled then: the receipt is written after settle', async (t) => {
    const memory = memoryStore();
    let fails = false;
    const store = {
      ...memory,
      update: (next: Parameters<typeof memory.update>[0]) =>
        fails ? Promise.reject(new Error('the disk is full')) : memory.update(next),
    };
    const { helcim, tell, reference, state, fulfilled } = await startWebhookShop(t, { store });
    helcim.rows = [row({ invoiceNumber: reference })];
    fails = true;
    assert.equal((await tell(transactionId, 'msg_1')).status, 500);
    fails = false;
    assert.equal(await state(), 'open');
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'settled']);
    assert.equal(fulfilled.length, 1);
  });

  test('a receipt is remembered for the 28 hours of Helcim’s schedule', async (t) => {
    const { shop, tell, send, reads } = await startWebhookShop(t);
    await send('{"type":"somethingNew"}', 'msg_1');
    await shop.clock.advance(28 * hour);
    const before = reads().length;
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'known']);
    assert.equal(reads().length, before);
  });
});

describe('what Helcim should send again', () => {
  const replies: [
    title: string,
    reply: Parameters<Awaited<ReturnType<typeof startFakeHelcim>>['readReplies']['push']>[0][],
  ][] = [
    ['a transaction that is not listed yet', []],
    ['an answer of 404', [{ status: 404 }]],
    ['a read token without permission', [{ status: 401, body: '{"errors":"No access permission"}' }]],
    ['a wrong read token', [{ status: 401, body: '{"errors":"Unauthorized"}' }]],
    [
      'an answer that is no JSON',
      [
        { status: 200, body: '<html>' },
        { status: 200, body: '<html>' },
      ],
    ],
    ['a list in the place of a row', [{ status: 200, body: '[]' }]],
    ['a row of another id', [{ status: 200, body: JSON.stringify(row({ transactionId: 2 })) }]],
    [
      'a row without a status that we know',
      [{ status: 200, body: JSON.stringify(row({ status: 'WAITING' })) }],
    ],
  ];
  for (const [title, reply] of replies) {
    test(`${title}: 503, and settled when it comes again`, async (t) => {
      const { helcim, shop, tell, reference, state } = await startWebhookShop(t);
      helcim.readReplies.push(...reply);
      const waiting = tell(transactionId, 'msg_1');
      const timer = setInterval(() => void shop.clock.advance(100), 5);
      assert.deepEqual(webhookOutcome(await waiting), [503, 'transaction_unreadable']);
      clearInterval(timer);
      helcim.rows = [row({ invoiceNumber: reference })];
      assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'settled']);
      assert.equal(await state(), 'approved');
    });
  }
});

describe('other business of the account', () => {
  const foreign: [title: string, changes: Record<string, string | number>][] = [
    ['a number that is not ours', { invoiceNumber: 'INV100101' }],
    ['our prefix inside a number', { invoiceNumber: 'X-HC-100101' }],
    ['no number', { invoiceNumber: '' }],
    ['a declined payment under our prefix', { invoiceNumber: 'HC-LOST', status: 'DECLINED' }],
    ['a refund under our prefix', { invoiceNumber: 'HC-LOST', type: 'refund' }],
  ];
  for (const [title, changes] of foreign) {
    test(`${title} is 200 and ignored, and not read again`, async (t) => {
      const { helcim, tell, state, reviews, reads } = await startWebhookShop(t);
      helcim.rows = [row(changes)];
      assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'ignored']);
      assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'known']);
      assert.deepEqual([await state(), reviews.length, reads().length], ['open', 0, 1]);
    });
  }

  test('money under our prefix without a session is told to onReview once, and 503 each time', async (t) => {
    const { helcim, shop, tell, reviews } = await startWebhookShop(t);
    helcim.rows = [row({ invoiceNumber: 'hc-0000000000000000' })];
    for (const id of ['msg_1', 'msg_1', 'msg_2']) {
      assert.deepEqual(webhookOutcome(await tell(transactionId, id)), [503, 'session_missing']);
    }
    const [review, ...others] = reviews;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [review?.reason, review?.order, review?.reference, review?.idempotencyKey],
      ['session_missing', undefined, 'hc-0000000000000000', `stray-${transactionId}`],
    );
    assert.deepEqual([review?.transaction?.amount, review?.transaction?.cardToken], ['49.99', undefined]);
    assert.ok(shop.log.some(({ level, message }) => level === 'error' && message.includes('needs a person')));
  });

  const bodies: [title: string, body: object][] = [
    ['terminalCancel', { type: 'terminalCancel', data: { deviceCode: 'NBL7', transactionAmount: 1 } }],
    ['connectedAccount', { type: 'connectedAccount', apiToken: 'x' }],
    ['a type that Helcim may invent', { type: 'toString', id: 7 }],
  ];
  for (const [title, body] of bodies) {
    test(`${title} is 200 and ignored`, async (t) => {
      const { send, reads } = await startWebhookShop(t);
      assert.deepEqual(webhookOutcome(await send(JSON.stringify(body))), [200, 'ignored']);
      assert.equal(reads().length, 0);
    });
  }
});

describe('an order that names an existing invoice', () => {
  const onInvoice: Order = { ...plainOrder, invoiceNumber: 'INV7' };
  const payment = (changes: Record<string, string | number> = {}) =>
    row({ invoiceNumber: 'inv7', dateCreated: '2026-01-20 11:00:40', ...changes });

  test('is found by the number of the invoice', async (t) => {
    const { helcim, tell, state } = await startWebhookShop(t, {}, onInvoice);
    helcim.rows = [payment()];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'approved');
  });

  test('has nothing to do with older payments of it', async (t) => {
    const { helcim, tell, state } = await startWebhookShop(t, {}, onInvoice);
    helcim.rows = [payment({ dateCreated: '2026-01-20 10:57:59' })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'ignored']);
    assert.equal(await state(), 'open');
  });

  test('has nothing to do with payments made long after its token died', async (t) => {
    const { helcim, shop, tell, state } = await startWebhookShop(t, {}, onInvoice);
    await shop.clock.advance(80 * minute);
    helcim.rows = [payment({ dateCreated: '2026-01-20 12:20:00' })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'ignored']);
    await shop.initializer.reconcile();
    assert.equal(await state(), 'expired');
  });

  const clockAhead: [title: string, hasResult: boolean, state: string, webhook: unknown[]][] = [
    ['the browser’s result tells', true, 'approved', [200, 'known']],
    ['without a result a person is asked', false, 'review', [200, 'ignored']],
  ];
  for (const [title, hasResult, end, webhook] of clockAhead) {
    test(`a payment that two clocks put before the session is not given up: ${title}`, async (t) => {
      const { helcim, shop, tell, result, state, reviews } = await startWebhookShop(t, {}, onInvoice);
      helcim.rows = [payment({ dateCreated: '2026-01-20 10:58:00' })];
      assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [503, 'busy']);
      await shop.clock.advance(5 * minute);
      await shop.initializer.reconcile();
      assert.equal(await state(), 'open');
      if (hasResult) await result({ invoiceNumber: 'INV7' });
      await shop.clock.advance(65 * minute);
      await shop.initializer.reconcile();
      assert.equal(await state(), end);
      assert.deepEqual(
        reviews.map(({ reason }) => reason),
        hasResult ? [] : ['invoice_shared'],
      );
      assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), webhook);
    });
  }

  test('a payment of other terms just before the session is other people’s business', async (t) => {
    const { helcim, tell } = await startWebhookShop(t, {}, onInvoice);
    helcim.rows = [payment({ dateCreated: '2026-01-20 10:59:00', amount: 5 })];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'ignored']);
  });

  describe('and is paid: another charge of the same terms', () => {
    const again = (changes: Record<string, string | number> = {}) =>
      payment({ transactionId: 44158195, dateCreated: '2026-01-20 11:01:40', ...changes });

    async function paid(t: TestContext) {
      const world = await startWebhookShop(t, {}, onInvoice);
      world.helcim.rows = [payment()];
      await world.result({ invoiceNumber: 'INV7' });
      assert.equal(await world.state(), 'approved');
      const told = () => world.reviews.map(({ reason, transaction }) => [reason, transaction?.transactionId]);
      return { ...world, told };
    }

    test('is told once to a person, by webhook', async (t) => {
      const { helcim, shop, tell, state, told } = await paid(t);
      helcim.rows.push(again());
      assert.deepEqual(webhookOutcome(await tell(44158195, 'msg_1')), [200, 'settled']);
      assert.deepEqual(webhookOutcome(await tell(44158195, 'msg_2')), [200, 'known']);
      assert.equal(await state(), 'review');
      for (const minutes of [70, 360, 1_440]) {
        await shop.clock.advance(minutes * minute);
        await shop.initializer.reconcile();
      }
      assert.deepEqual(told(), [['second_approval', '44158195']]);
    });

    for (const listedAfter of [69, 71 + 359]) {
      test(`is told once by a look that finds it listed after ${listedAfter} minutes`, async (t) => {
        const { helcim, shop, state, told } = await paid(t);
        for (let minutes = 0; minutes < 1_000; minutes += 1) {
          if (minutes === listedAfter) helcim.rows.push(again());
          await shop.clock.advance(minute);
          if (minutes % 10 === 0 || minutes === listedAfter) await shop.initializer.reconcile();
        }
        assert.equal(await state(), 'review');
        assert.deepEqual(told(), [['second_approval', '44158195']]);
      });
    }

    const foreign: [title: string, changes: Record<string, string | number>][] = [
      ['of another amount', { amount: 5 }],
      ['of another type', { type: 'preauth' }],
      ['of a time clearly before the session', { dateCreated: '2026-01-20 10:57:59' }],
      ['of a time after the token died', { dateCreated: '2026-01-20 12:12:01' }],
      ['that was declined', { status: 'DECLINED' }],
    ];
    for (const [title, changes] of foreign) {
      test(`one ${title} is other people’s business`, async (t) => {
        const { helcim, shop, tell, state, told } = await paid(t);
        await shop.clock.advance(72 * minute);
        helcim.rows.push(again(changes));
        assert.deepEqual(webhookOutcome(await tell(44158195)), [200, 'ignored']);
        await shop.initializer.reconcile();
        assert.deepEqual([await state(), told()], ['approved', []]);
      });
    }

    test('is the other order’s that waits for it', async (t) => {
      const { helcim, shop, tell, state, told } = await paid(t);
      await shop.post('/sessions', { orderId: 'order-2' });
      helcim.rows.push(again());
      assert.deepEqual(webhookOutcome(await tell(44158195)), [200, 'settled']);
      assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'approved');
      assert.deepEqual([await state(), told()], ['approved', []]);
    });

    for (const road of ['webhook', 'looks'] as const) {
      test(`is told for itself, once, where two paid orders may have been charged again: ${road}`, async (t) => {
        const { helcim, shop, tell, state, told } = await paid(t);
        await shop.post('/sessions', { orderId: 'order-2' });
        helcim.rows.push(again());
        await tell(44158195);
        helcim.rows.push(again({ transactionId: 44158196 }));
        if (road === 'webhook')
          for (const id of ['msg_1', 'msg_2'])
            assert.deepEqual(webhookOutcome(await tell(44158196, id)), [200, 'ignored']);
        for (const minutes of [71, 360]) {
          await shop.clock.advance(minutes * minute);
          await shop.initializer.reconcile();
        }
        assert.deepEqual(told(), [['invoice_shared', '44158196']]);
        assert.equal(await state(), 'approved');
      });
    }
  });

  test('gives way to the other order on the invoice whose terms the payment meets', async (t) => {
    const getOrder = (orderId: string): Order => ({
      ...onInvoice,
      amount: orderId === 'order-1' ? 10 : 49.99,
    });
    const { helcim, shop, tell, state } = await startWebhookShop(t, { getOrder });
    await shop.post('/sessions', { orderId: 'order-2' });
    helcim.rows = [payment()];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'open');
    assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'approved');
  });

  test('shared by two orders with the same terms: 503 until the browser’s result has told whose it is', async (t) => {
    const { helcim, shop, tell, result, state } = await startWebhookShop(t, {}, onInvoice);
    await shop.post('/sessions', { orderId: 'order-2' });
    helcim.rows = [payment()];
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [503, 'busy']);
    await result({ invoiceNumber: 'INV7' });
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'known']);
    assert.equal(await state(), 'approved');
    assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'open');
  });

  test('shared by two orders with the same terms and no result: both are review after the grace, and 200', async (t) => {
    const { helcim, shop, tell, reviews } = await startWebhookShop(t, {}, onInvoice);
    await shop.post('/sessions', { orderId: 'order-2' });
    helcim.rows = [payment()];
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [503, 'busy']);
    await shop.clock.advance(70 * minute);
    await shop.initializer.reconcile();
    assert.deepEqual(
      reviews.map(({ reason }) => reason),
      ['invoice_shared', 'invoice_shared'],
    );
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'ignored']);
    assert.equal(reviews.length, 2);
    // A payment that came only now: the looks are over, so that a person hears of it here, once.
    helcim.rows = [payment({ transactionId: 44158195 })];
    for (const id of ['msg_2', 'msg_3']) assert.equal((await tell(44158195, id)).status, 200);
    assert.deepEqual(
      reviews.slice(2).map(({ reason, transaction }) => [reason, transaction?.transactionId]),
      [['invoice_shared', '44158195']],
    );
  });

  test('shared by two orders that wait for a person: a person hears of it, although later rows may tell yet', async (t) => {
    const { helcim, shop, tell, sessionId, reviews } = await startWebhookShop(t, {}, onInvoice);
    const { json } = await shop.post('/sessions', { orderId: 'order-2' });
    for (const id of [sessionId, String(json['sessionId'])]) {
      const eventMessage = unsignedResult(transaction({ transactionId: '7', invoiceNumber: 'INV7' }));
      await shop.post(`/sessions/${id}/result`, { eventMessage });
    }
    await shop.clock.advance(70 * minute);
    await shop.initializer.reconcile();
    helcim.rows = [payment()];
    assert.deepEqual(webhookOutcome(await tell()), [200, 'ignored']);
    assert.deepEqual(
      reviews.map(({ reason }) => reason),
      ['undecided_in_time', 'undecided_in_time', 'invoice_shared'],
    );
  });
});
