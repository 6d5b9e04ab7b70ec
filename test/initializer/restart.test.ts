import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import Database from 'libsql';
import { sqliteStore, type ApprovedInput } from '../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, tokens, transaction } from './support/fake-helcim.js';
import { manualClock } from './support/manual-clock.js';
import { startShop } from './support/shop.js';
import { cardTransaction, sign, verifierToken } from './support/webhook.js';

const minute = 60_000;
type Shop = Awaited<ReturnType<typeof startShop>>;

/** A shop that made a session and stopped, and its successor on the same file. */
async function setUp(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-restart-'));
  const clock = manualClock();
  const helcim = await startFakeHelcim(t);
  const fulfilled: ApprovedInput[] = [];
  const start = () => {
    const database = new Database(join(folder, 'checkout.db'));
    t.after(() => database.close());
    return startShop(t, {
      apiUrl: helcim.apiUrl,
      readToken: 'read-token',
      webhookVerifierToken: verifierToken,
      store: sqliteStore(database),
      fulfill: (input) => void fulfilled.push(input),
      clock,
    });
  };
  const before = await start();
  const { json } = await before.post('/sessions', { orderId: 'order-1' });
  await Promise.all([before.initializer.close(), clock.advance(1)]);
  const heir = await start();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  helcim.rows = [row({ invoiceNumber: String(json['reference']) })];
  const facts = transaction({ invoiceNumber: String(json['reference']) });
  const eventMessage = signedResult(facts, tokens(1).secretToken);
  return { heir, helcim, fulfilled, sessionId: String(json['sessionId']), eventMessage };
}

const roads: [
  road: string,
  travel: (shop: Shop, sessionId: string, eventMessage: string) => Promise<unknown>,
][] = [
  [
    'the page posts its result again',
    (shop, id, eventMessage) => shop.post(`/sessions/${id}/result`, { eventMessage }),
  ],
  ['the page asks', (shop, id) => shop.get(`/sessions/${id}`)],
  [
    'the webhook comes',
    (shop) => {
      const body = cardTransaction(44158194);
      return shop.post('/webhook', body, { ...sign(body, { at: shop.clock.now() }) });
    },
  ],
  [
    'the reconciler looks',
    async (shop) => {
      await shop.clock.advance(5 * minute);
      await shop.initializer.reconcile();
    },
  ],
];

for (const [road, travel] of roads) {
  test(`the server restarts while the buyer pays, and the result is lost: settled when ${road}`, async (t) => {
    const { heir, fulfilled, sessionId, eventMessage } = await setUp(t);
    await travel(heir, sessionId, eventMessage);
    await heir.initializer.reconcile();
    assert.equal((await heir.initializer.find({ sessionId }))?.state, 'approved');
    assert.equal(fulfilled.length, 1);
    assert.equal((await heir.post('/sessions', { orderId: 'order-1' })).status, 409);
  });
}

test('after a restart the order resumes its session: no second token', async (t) => {
  const { heir, helcim, sessionId } = await setUp(t);
  const { status, json } = await heir.post('/sessions', { orderId: 'order-1' });
  assert.deepEqual(
    [status, json['sessionId'], json['checkoutToken']],
    [200, sessionId, tokens(1).checkoutToken],
  );
  assert.equal(helcim.initializeCalls().length, 1);
});
