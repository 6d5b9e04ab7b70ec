import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRecord, SessionStore } from '../../../packages/initializer/src/index.js';
import { device } from '../support/device.js';
import { session } from '../support/session.js';

/** What both durable stores promise beyond the contract suite. */
export interface DurableStoreRules {
  /** An empty store, and how many sessions, indexes included, it still holds. */
  create: () => { store: SessionStore; count: () => Promise<number> };
}

const { scope } = session();
const now = session().createdAt;

/** A first version under its own ids. */
function fresh(name: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  return session({
    sessionId: name,
    orderId: `order of ${name}`,
    reference: `HC-${name}`,
    version: 1,
    ...changes,
  });
}

const oddTexts = [
  "it's",
  '"',
  '\\',
  '{a}',
  'a:b',
  'a b',
  '\n',
  '\u0000x',
  '😀',
  'constructor',
  '%_',
  '-- ;',
  '\u2028',
];

const breaches: readonly [what: string, changes: Partial<SessionRecord>, message: RegExp][] = [
  ['another order', { orderId: 'other' }, /order/],
  ['another reference', { reference: 'HC-other' }, /reference/],
];

export function durableStoreRules({ create }: DurableStoreRules): void {
  test('says that it is durable and well', async () => {
    const { store } = create();
    assert.equal(store.durable, true);
    assert.deepEqual(await store.check?.(), []);
  });

  test('a session that nobody needs any longer is dropped with all its claims', async () => {
    const { store, count } = create();
    const order = { ...session().order, invoiceNumber: 'INV7' };
    const record = fresh('old', { order, keepUntil: now + 1000 });
    await store.create(record);
    await store.update({ ...record, version: 2, live: false, transactionIds: ['1', '2'] });
    await store.due(scope, now + 1000, 10);
    assert.equal(await store.get(scope, 'old'), undefined);
    assert.equal(await store.byReference(scope, record.reference), undefined);
    assert.equal(await store.byTransactionId(scope, '1'), undefined);
    assert.deepEqual(await store.byInvoice(scope, 'INV7', 0, 10), []);
    assert.deepEqual(await store.ofOrder(scope, record.orderId), []);
    assert.deepEqual(await store.inState(scope, 'open', 10), []);
    assert.equal(await count(), 0);
  });

  test('a new session makes room as well, and leaves the others of its order alone', async () => {
    const { store } = create();
    const names = ['first', 'second', 'third'];
    for (const name of names) {
      const record = fresh(name, { orderId: 'shared', keepUntil: name === 'second' ? now + 10 : null });
      await store.create(record);
      await store.update({ ...record, version: 2, live: false });
    }
    await store.create(fresh('last', { orderId: 'shared', createdAt: now + 10 }));
    const ids = (await store.ofOrder(scope, 'shared')).map(({ sessionId }) => sessionId);
    assert.deepEqual(ids, ['last', 'third', 'first']);
  });

  test('a session with something due is never dropped, however late somebody looks', async () => {
    const { store } = create();
    const record = fresh('unseen', { keepUntil: now + 1000, dueAt: now + 500 });
    await store.create(record);
    assert.deepEqual(await store.due(scope, now + 100_000, 10), [record]);
    await store.create(fresh('later', { createdAt: now + 100_000 }));
    assert.deepEqual(await store.get(scope, 'unseen'), record);
    await store.update({ ...record, version: 2, dueAt: null });
    await store.due(scope, now + 100_000, 10);
    assert.equal(await store.get(scope, 'unseen'), undefined);
  });

  test('one call clears away a bounded number, and calls enough clear away all', async () => {
    const { store, count } = create();
    for (let number = 0; number < 120; number += 1) {
      await store.create(fresh(`s${number}`, { keepUntil: now + 1 }));
      await store.addReceipt(scope, `webhook-${number}`, now + 1);
    }
    const counts = [];
    for (let call = 0; call < 3; call += 1) {
      await store.due(scope, now + 1, 10);
      counts.push(await count());
    }
    assert.deepEqual(counts, [140, 40, 0]);
  });

  test('of two times promised for one receipt the later counts', async () => {
    const { store } = create();
    await store.addReceipt(scope, 'webhook', now + 2000);
    await store.addReceipt(scope, 'webhook', now + 1000);
    await store.due(scope, now + 1000, 10);
    assert.equal(await store.hasReceipt(scope, 'webhook', now + 1000), true);
  });

  test('a session that closes the order answers a claim before one that is live', async () => {
    const { store } = create();
    const [paid, retried] = [fresh('paid', { orderId: 'shared' }), fresh('retried', { orderId: 'shared' })];
    await store.create(paid);
    await store.update({ ...paid, version: 2, live: false });
    await store.create(retried);
    const late = { ...paid, version: 3, live: false, closesOrder: true };
    assert.equal(await store.update(late), 'stored');
    assert.deepEqual(await store.create(fresh('third', { orderId: 'shared' })), {
      created: false,
      holder: late,
    });
  });

  test('ids may be any text', async () => {
    const { store } = create();
    for (const text of oddTexts) {
      const order = { ...session().order, invoiceNumber: text };
      const record = fresh(text, { scope: text, transaction: null, checkoutToken: text, order });
      assert.deepEqual(await store.create(record), { created: true }, text);
      const next = { ...record, version: 2, transactionIds: [text] };
      assert.equal(await store.update(next), 'stored');
      assert.deepEqual(await store.get(text, text), next);
      assert.deepEqual(await store.ofOrder(text, record.orderId), [next]);
      assert.deepEqual(await store.byReference(text, record.reference), next);
      assert.deepEqual(await store.byTransactionId(text, text), next);
      assert.deepEqual(await store.byInvoice(text, text, 0, Infinity), [next]);
      assert.deepEqual(await store.inState(text, 'open', Infinity), [next]);
      assert.deepEqual(await store.inState(text, 'open', Infinity, { ...next, sessionId: '' }), [next]);
      assert.deepEqual(await store.inState(text, 'open', Infinity, next), []);
      const odd = device({ scope: text, code: text, name: text });
      assert.equal(await store.devices?.put(odd), 'stored');
      assert.deepEqual(await store.devices?.get(text, text), odd);
      assert.deepEqual(await store.devices?.list(text), [odd]);
    }
  });

  test('a text that is no proper Unicode is kept as it is', async () => {
    const { store } = create();
    const order = { ...session().order, invoiceNumber: 'half an emoji: \ud83d' };
    const record = fresh('one', { checkoutToken: 'half an emoji: \ud83d', order });
    await store.create(record);
    assert.deepEqual(await store.byInvoice(scope, 'half an emoji: \ud83d', 0, 10), [record]);
    assert.deepEqual(await store.get(scope, 'one'), record);
    const named = device({ name: 'half an emoji: \ud83d' });
    await store.devices?.put(named);
    assert.deepEqual(await store.devices?.get(scope, named.code), named);
    assert.equal(await store.devices?.put({ ...named, version: 2 }), 'stored');
  });

  for (const [what, changes, message] of breaches) {
    test(`a session cannot move to ${what}`, async () => {
      const { store } = create();
      const record = fresh('one');
      await store.create(record);
      await assert.rejects(store.update({ ...record, version: 2, ...changes }), {
        code: 'internal',
        message,
      });
      assert.deepEqual(await store.get(scope, 'one'), record);
    });
  }

  test('a session that has given up its order never becomes live again', async () => {
    const { store } = create();
    const record = fresh('one');
    await store.create(record);
    await store.update({ ...record, version: 2, live: false });
    await assert.rejects(store.update({ ...record, version: 3 }), {
      code: 'internal',
      message: /live again/,
    });
  });

  test('ids that exist already are refused, and nothing is stored', async () => {
    const { store } = create();
    await store.create(fresh('one'));
    const twins = [fresh('one', { orderId: 'b', reference: 'HC-b' }), fresh('b', { reference: 'hc-ONE' })];
    for (const twin of twins) {
      await assert.rejects(store.create(twin), { code: 'internal' });
      assert.deepEqual(await store.ofOrder(scope, twin.orderId), []);
    }
  });
}
