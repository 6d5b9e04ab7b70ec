import assert from 'node:assert/strict';
import { hour } from '../clock.js';
import { deviceStoreSuite } from './device-store-suite.js';
import { firstVersion } from './first-version.js';
import type { SessionRecord, SessionStore, TerminalFacts } from './session-store.js';

/** What `sessionStoreSuite` needs to know. */
export interface SessionStoreSuiteOptions {
  /** An empty store, or one in which nothing of an earlier call shows. Called once for each test. */
  create: () => SessionStore | Promise<SessionStore>;
  /** Called after each test, whether it passed or not. Default: nothing. */
  destroy?: (store: SessionStore) => void | Promise<void>;
  /** Whether the store has `devices`, which terminals need: then their contract is checked too. Default: false. */
  devices?: boolean;
  /** Registers a test: `test` of node:test, vitest, jest or mocha. */
  test: (title: string, run: () => Promise<void>) => unknown;
}

const now = Date.UTC(2026, 0, 20, 18);

/** A record as the initializer writes it; tests change what matters to them. */
function sample(changes: Partial<SessionRecord> = {}): SessionRecord {
  const beginning = {
    scope: 'shop@api.example',
    sessionId: 'session-1',
    orderId: 'order-1',
    reference: 'HC-REFERENCE1',
    createdAt: now,
    order: {
      amountCents: 4999,
      currency: 'CAD',
      paymentType: 'purchase',
      paymentMethod: null,
      invoiceNumber: null,
      customerCode: 'Zoë 😀 \u2028 / "',
      convenienceFee: false,
    },
  } as const;
  return {
    ...firstVersion(beginning),
    dueAt: now + hour,
    keepUntil: now + 72 * hour,
    leaseUntil: now + 20_000,
    history: [{ at: now, from: 'server', said: 'began' }],
    ...changes,
  };
}

const tillFacts: TerminalFacts = {
  device: 'JFHP',
  clerk: 'Ann',
  mostCents: 7498,
  handedOverAt: null,
  refunds: [
    {
      refundId: 'refund-1',
      amountCents: 100,
      device: null,
      clerk: 'Bo',
      startedAt: now,
      state: 'starting',
      transactionId: null,
    },
  ],
};

/** The next version of a record, as `update` takes it. */
function next(record: SessionRecord, changes: Partial<SessionRecord> = {}): SessionRecord {
  return { ...record, version: record.version + 1, ...changes };
}

/** A session of another order, on an invoice that exists already. */
function onInvoice(
  number: number,
  invoiceNumber: string,
  changes: Partial<SessionRecord> = {},
): SessionRecord {
  const ids = {
    sessionId: `session-${number}`,
    orderId: `order-${number}`,
    reference: `HC-REFERENCE${number}`,
    createdAt: now + number,
  };
  return sample({ ...ids, order: { ...sample().order, invoiceNumber }, ...changes });
}

/** Another session of the same order. */
function second(changes: Partial<SessionRecord> = {}): SessionRecord {
  return sample({ sessionId: 'session-2', reference: 'HC-REFERENCE2', createdAt: now + 1, ...changes });
}

/**
 * The contract of `SessionStore` as tests. Every adapter must pass all of them:
 *
 * @example
 * import { test } from 'node:test';
 * import { sessionStoreSuite } from '@helcim-checkout/initializer/testing';
 *
 * sessionStoreSuite({ test, create: () => myStore() });
 */
export function sessionStoreSuite(options: SessionStoreSuiteOptions): void {
  const { create, destroy, test, devices = false } = options;
  const { scope, sessionId, orderId, reference } = sample();

  function holds(title: string, check: (store: SessionStore) => Promise<void>): void {
    test(title, async () => {
      const store = await create();
      try {
        await check(store);
      } finally {
        await destroy?.(store);
      }
    });
  }

  holds('a record is read as it was written', async (store) => {
    const record = sample();
    assert.deepEqual(await store.create(record), { created: true });
    assert.deepEqual(await store.get(scope, sessionId), record);
    assert.deepEqual(await store.ofOrder(scope, orderId), [record]);
    assert.deepEqual(await store.byReference(scope, reference), record);
  });

  holds('what is unknown is undefined or empty', async (store) => {
    assert.equal(await store.get(scope, 'nothing'), undefined);
    assert.equal(await store.byReference(scope, 'nothing'), undefined);
    assert.equal(await store.byTransactionId(scope, 'nothing'), undefined);
    assert.deepEqual(await store.ofOrder(scope, 'nothing'), []);
    assert.deepEqual(await store.byInvoice(scope, 'nothing', 0, 10), []);
    assert.deepEqual(await store.due(scope, now, 10), []);
    assert.deepEqual(await store.inState(scope, 'review', 10), []);
    assert.equal(await store.hasReceipt(scope, 'nothing', now), false);
  });

  holds('changing a written object afterwards does not reach the store', async (store) => {
    const history = [{ at: now, from: 'server' as const, said: 'began' }];
    await store.create(sample({ history }));
    history.push({ at: now, from: 'server', said: 'tampered' });
    assert.equal((await store.get(scope, sessionId))?.history.length, 1);
  });

  holds('a reference is found without regard to case', async (store) => {
    await store.create(sample());
    assert.equal((await store.byReference(scope, reference.toLowerCase()))?.sessionId, sessionId);
  });

  const idsOnInvoice = async (store: SessionStore, number: string, createdSince = now, limit = 10) =>
    (await store.byInvoice(scope, number, createdSince, limit)).map((record) => record.sessionId);

  holds('the sessions that name an invoice come newest first, without regard to case', async (store) => {
    const [first, second, third] = [
      onInvoice(1, 'INV7'),
      onInvoice(2, 'Inv7', { createdAt: now + 9 }),
      onInvoice(3, 'inv7'),
    ];
    const onNone = onInvoice(6, '', { order: sample().order });
    for (const record of [first, second, third, onInvoice(4, 'INV70'), onInvoice(5, 'INV'), onNone])
      await store.create(record);
    assert.deepEqual(await store.byInvoice(scope, 'iNV7', now, 10), [second, third, first]);
    assert.deepEqual(await idsOnInvoice(store, 'INV7', now, 2), ['session-2', 'session-3']);
    assert.deepEqual(await idsOnInvoice(store, 'INV7', now + 3), ['session-2', 'session-3']);
    assert.deepEqual(await idsOnInvoice(store, 'INV7', now + 4), ['session-2']);
    assert.deepEqual(await idsOnInvoice(store, 'INV7', 0, Infinity), ['session-2', 'session-3', 'session-1']);
  });

  holds('a session is found by its invoice whatever becomes of it, as it is now', async (store) => {
    const record = onInvoice(1, 'INV7');
    await store.create(record);
    const paid = next(record, { state: 'approved', live: false, closesOrder: true, transactionIds: ['1'] });
    await store.update(paid);
    assert.deepEqual(await store.byInvoice(scope, 'INV7', now, 10), [paid]);
  });

  holds('more sessions on an invoice than are asked for: the newest', async (store) => {
    for (let number = 0; number < 120; number += 1) await store.create(onInvoice(number, 'INV7'));
    assert.deepEqual(await idsOnInvoice(store, 'INV7', now, 1), ['session-119']);
    assert.equal((await idsOnInvoice(store, 'INV7', now, 1_000)).length, 120);
  });

  holds('a session that was dropped is on no invoice any longer', async (store) => {
    await store.create(onInvoice(1, 'INV7', { dueAt: null, keepUntil: now + hour }));
    await store.create(onInvoice(2, 'INV7', { dueAt: null, keepUntil: null }));
    await store.due(scope, now + hour, 10);
    assert.deepEqual(await idsOnInvoice(store, 'INV7'), ['session-2']);
  });

  holds('an order has one live session: the second claim gets the first', async (store) => {
    await store.create(sample());
    const outcome = await store.create(second());
    assert.equal(!outcome.created && outcome.holder.sessionId, sessionId);
    assert.equal(await store.get(scope, 'session-2'), undefined);
  });

  holds('of a hundred claims at once exactly one is granted', async (store) => {
    const claims = Array.from({ length: 100 }, (_, index) =>
      store.create(sample({ sessionId: `session-${index}`, reference: `HC-REFERENCE${index}` })),
    );
    const outcomes = await Promise.all(claims);
    assert.equal(outcomes.filter(({ created }) => created).length, 1);
    assert.equal((await store.ofOrder(scope, orderId)).length, 1);
  });

  holds('a session that is no longer live frees its order', async (store) => {
    await store.create(sample());
    await store.update(next(sample(), { state: 'superseded', live: false }));
    assert.deepEqual(await store.create(second()), { created: true });
    const ids = (await store.ofOrder(scope, orderId)).map((record) => record.sessionId);
    assert.deepEqual(ids, ['session-2', sessionId]);
  });

  holds('a session that closes its order blocks it, live or not', async (store) => {
    await store.create(sample());
    const paid = { state: 'approved', live: false, closesOrder: true, transactionIds: ['1'] } as const;
    await store.update(next(sample(), paid));
    const outcome = await store.create(second());
    assert.equal(!outcome.created && outcome.holder.sessionId, sessionId);
  });

  holds('of two sessions of an order only one may close it', async (store) => {
    await store.create(sample());
    await store.update(next(sample(), { state: 'expired', live: false }));
    await store.create(second());
    assert.equal(await store.update(next(second(), { closesOrder: true })), 'stored');
    const late = next(sample(), { version: 3, state: 'approved', live: false, closesOrder: true });
    assert.equal(await store.update(late), 'order_closed');
    assert.equal((await store.get(scope, sessionId))?.state, 'expired');
  });

  holds('an order that is closed no more can be closed again', async (store) => {
    await store.create(sample());
    const closing = next(sample(), { closesOrder: true });
    await store.update(closing);
    await store.update(next(closing, { state: 'returned', live: false, closesOrder: false }));
    assert.deepEqual(await store.create(second()), { created: true });
    assert.equal(await store.update(next(second(), { closesOrder: true })), 'stored');
  });

  holds('compare-and-set lets one of many writers through', async (store) => {
    await store.create(sample());
    const writers = Array.from({ length: 20 }, (_, index) =>
      store.update(next(sample(), { declines: index })),
    );
    const outcomes = await Promise.all(writers);
    assert.equal(outcomes.filter((outcome) => outcome === 'stored').length, 1);
    assert.equal(outcomes.filter((outcome) => outcome === 'stale').length, 19);
    assert.equal((await store.get(scope, sessionId))?.version, 2);
  });

  holds('an update of an unknown session is stale', async (store) => {
    assert.equal(await store.update(next(sample())), 'stale');
  });

  holds('a transaction belongs to one session, ever', async (store) => {
    await store.create(sample());
    const settled = next(sample(), { transactionIds: ['44158194', '44158195'] });
    assert.equal(await store.update(settled), 'stored');
    await store.create(second({ orderId: 'order-2' }));
    const thief = next(second({ orderId: 'order-2' }), { state: 'approved', transactionIds: ['44158195'] });
    assert.equal(await store.update(thief), 'transaction_taken');
    assert.equal((await store.get(scope, 'session-2'))?.state, 'initializing');
    assert.equal((await store.byTransactionId(scope, '44158195'))?.sessionId, sessionId);
    assert.equal(await store.update(next(settled)), 'stored');
  });

  holds('two sessions that claim one transaction at once: one gets it', async (store) => {
    const other = second({ orderId: 'order-2' });
    await store.create(sample());
    await store.create(other);
    const outcomes = await Promise.all([
      store.update(next(sample(), { transactionIds: ['44158194'] })),
      store.update(next(other, { transactionIds: ['44158194'] })),
    ]);
    assert.deepEqual([...outcomes].sort(), ['stored', 'transaction_taken']);
  });

  holds('two scopes never meet', async (store) => {
    await store.create(sample());
    await store.update(
      next(sample(), { closesOrder: true, transactionIds: ['44158194'], dueAt: now, state: 'review' }),
    );
    await store.addReceipt(scope, 'webhook-1', now + hour);
    const other = 'other@api.example';
    const twin = sample({ scope: other });
    assert.deepEqual(await store.create(twin), { created: true });
    assert.equal(
      await store.update(next(twin, { closesOrder: true, transactionIds: ['44158194'] })),
      'stored',
    );
    assert.equal((await store.byTransactionId(other, '44158194'))?.scope, other);
    assert.equal((await store.byReference(other, reference))?.scope, other);
    await store.create(onInvoice(7, 'INV7'));
    assert.deepEqual(await store.byInvoice(other, 'INV7', 0, 10), []);
    assert.deepEqual(await store.due(other, now, 10), []);
    assert.deepEqual(await store.inState(other, 'review', 10), []);
    assert.equal(await store.hasReceipt(other, 'webhook-1', now), false);
  });

  holds('what is due comes earliest first, by the time that is passed in', async (store) => {
    const dueAt = [now + 30, now + 10, null, now + 20];
    for (const [index, due] of dueAt.entries()) {
      const ids = {
        sessionId: `session-${index}`,
        orderId: `order-${index}`,
        reference: `HC-REFERENCE${index}`,
      };
      await store.create(sample({ ...ids, dueAt: due }));
    }
    const ids = async (time: number, limit: number) =>
      (await store.due(scope, time, limit)).map((record) => record.sessionId);
    assert.deepEqual(await ids(now, 10), []);
    assert.deepEqual(await ids(now + 10, 10), ['session-1']);
    assert.deepEqual(await ids(now + hour, 2), ['session-1', 'session-3']);
    assert.deepEqual(await ids(now + hour, 10), ['session-1', 'session-3', 'session-0']);
  });

  holds('what was put off is no longer due', async (store) => {
    await store.create(sample({ dueAt: now }));
    await store.update(next(sample(), { dueAt: now + hour }));
    assert.deepEqual(await store.due(scope, now, 10), []);
    await store.update(next(sample(), { version: 3, dueAt: null }));
    assert.deepEqual(await store.due(scope, now + 10 * hour, 10), []);
  });

  holds('sessions in a state come oldest first', async (store) => {
    await store.create(sample({ createdAt: now + 5 }));
    await store.create(second({ orderId: 'order-2' }));
    await store.update(next(sample({ createdAt: now + 5 }), { state: 'review' }));
    await store.update(next(second({ orderId: 'order-2' }), { state: 'review' }));
    const ids = (await store.inState(scope, 'review', 10)).map((record) => record.sessionId);
    assert.deepEqual(ids, ['session-2', sessionId]);
    assert.equal((await store.inState(scope, 'review', 1)).length, 1);
    assert.deepEqual(await store.inState(scope, 'initializing', 10), []);
  });

  /** Creates reviews of orders of their own; one that has the place of another in time is told apart by its `sessionId`. */
  async function createReviews(store: SessionStore, created: readonly Partial<SessionRecord>[]) {
    for (const { sessionId: id = '', ...rest } of created) {
      const record = sample({ sessionId: id, orderId: `order-${id}`, reference: `HC-${id}`, ...rest });
      await store.create(record);
      await store.update(next(record, { state: 'review', dueAt: null, keepUntil: null }));
    }
  }

  /** Walks through all reviews, page by page. */
  async function pagesOfReviews(
    store: SessionStore,
    limit: number,
    between: (last: SessionRecord) => unknown = () => undefined,
  ): Promise<string[][]> {
    const pages: string[][] = [];
    let last: SessionRecord | undefined;
    for (;;) {
      const page: SessionRecord[] = await store.inState(scope, 'review', limit, last);
      last = page.at(-1);
      // A store that goes by no position would never come to an end.
      if (!last || pages.length > 100) return pages;
      pages.push(page.map((record) => record.sessionId));
      await between(last);
    }
  }

  holds(
    'pages hold every session in a state once, oldest first, also those created at one time',
    async (store) => {
      const times = [3, 1, 2, 2, 2, 2, 2, 9, 10, 2];
      const reviews = times.map((time, index) => ({
        sessionId: `s${(index * 7) % 10}`,
        createdAt: now + time,
      }));
      await createReviews(store, reviews);
      await createReviews(store, [{ sessionId: 's3', createdAt: now + 2, scope: 'other@api.example' }]);
      await store.create(sample({ createdAt: now + 2 }));
      const atOnce = (await store.inState(scope, 'review', 100)).map((record) => record.sessionId);
      assert.deepEqual([...atOnce].sort(), reviews.map((review) => review.sessionId).sort());
      const timeOf = (id: string) => reviews.find((review) => review.sessionId === id)?.createdAt;
      assert.deepEqual(
        atOnce.map(timeOf),
        times.map((time) => now + time).sort((one, other) => one - other),
      );
      for (const limit of [1, 3, 5, 10]) {
        const pages = await pagesOfReviews(store, limit);
        assert.deepEqual(pages.flat(), atOnce, `pages of ${limit}`);
        assert.ok(pages.slice(0, -1).every((page) => page.length === limit));
      }
    },
  );

  holds('a page goes on behind a session that has left the state, or was dropped', async (store) => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await createReviews(
      store,
      ids.map((id) => ({ sessionId: id, createdAt: now })),
    );
    const seen = await pagesOfReviews(store, 2, async (last) => {
      await store.update(next(last, { state: 'expired', live: false, keepUntil: now + hour }));
      if (last.sessionId === 'b') await store.due(scope, now + hour, 10);
    });
    assert.deepEqual(seen.flat(), ids);
    const left = await Promise.all(ids.map(async (id) => (await store.get(scope, id))?.state));
    assert.deepEqual(left, ['review', undefined, 'review', 'expired', 'expired']);
  });

  holds('what comes into a state between two pages hides nothing', async (store) => {
    const old = ['d', 'e', 'f', 'g'].map((id) => ({ sessionId: id, createdAt: now + 5 }));
    await createReviews(store, old);
    const arriving = [
      { sessionId: 'a', createdAt: now },
      { sessionId: 'z', createdAt: now + 9 },
      { sessionId: 'c', createdAt: now + 5 },
    ];
    const seen = await pagesOfReviews(store, 2, () => createReviews(store, arriving.splice(0, 1)));
    assert.deepEqual(seen.flat(), ['d', 'e', 'f', 'g', 'z']);
    assert.equal((await store.inState(scope, 'review', 100))[0]?.sessionId, 'a');
  });

  for (const state of ['cancelled', 'asleep'] as const) {
    holds(`a session of a till that is ${state} is found by its state and frees its order`, async (store) => {
      await store.create(sample());
      const ended = next(sample(), { state, live: false, dueAt: null, terminal: tillFacts });
      assert.equal(await store.update(ended), 'stored');
      assert.deepEqual(await store.inState(scope, state, 10), [ended]);
      assert.deepEqual(await store.create(second()), { created: true });
      assert.deepEqual(await store.inState(scope, state, 10), [ended]);
    });
  }

  holds('a record is not dropped before its keep-time, nor without one', async (store) => {
    await store.create(sample({ keepUntil: now + hour }));
    await store.create(second({ orderId: 'order-2', keepUntil: null }));
    await store.due(scope, now + hour - 1, 10);
    await store.create(
      sample({ sessionId: 's3', orderId: 'order-3', reference: 'HC-3', createdAt: now + hour - 1 }),
    );
    assert.ok(await store.get(scope, sessionId));
    await store.due(scope, now + 10_000 * hour, 10);
    assert.ok(await store.get(scope, 'session-2'));
  });

  holds('a record for which something is due is not dropped, though its keep-time is over', async (store) => {
    await store.create(sample({ dueAt: now + hour, keepUntil: now + hour }));
    await store.due(scope, now + 100 * hour, 10);
    await store.create(second({ orderId: 'order-2', dueAt: null, createdAt: now + 200 * hour }));
    assert.ok(await store.get(scope, sessionId));
    const due = await store.due(scope, now + 200 * hour, 10);
    assert.deepEqual(
      due.map((record) => record.sessionId),
      [sessionId],
    );
  });

  holds('a webhook is remembered as handled until its time', async (store) => {
    await store.addReceipt(scope, 'webhook-1', now + hour);
    await store.addReceipt(scope, 'webhook-1', now + hour);
    assert.equal(await store.hasReceipt(scope, 'webhook-1', now), true);
    assert.equal(await store.hasReceipt(scope, 'webhook-2', now), false);
    assert.equal(await store.hasReceipt(scope, 'webhook-1', now + hour), false);
  });

  holds(devices ? 'it has devices' : 'it has no devices', (store) => {
    const has = store.devices !== undefined;
    assert.equal(has, devices, 'Tell the suite by its option `devices` whether the store has them.');
    return Promise.resolve();
  });
  if (devices) deviceStoreSuite(holds);
}
