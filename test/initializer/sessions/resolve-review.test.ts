import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { InitializerError, type ApprovedInput, type Order } from '../../../packages/initializer/src/index.js';
import { memoryStore } from '../../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { plainOrder, startShop, type ShopOptions } from '../support/shop.js';

const cardToken = 'LFEY40ReTNOXkBu0y9LDDA';

async function setUp(t: TestContext, order: Order, options: ShopOptions = {}) {
  const helcim = await startFakeHelcim(t);
  const store = memoryStore();
  const shop = await startShop(t, { apiUrl: helcim.apiUrl, store, getOrder: () => order, ...options });
  const open = async (orderId: string) => {
    const { json } = await shop.post('/sessions', { orderId });
    const secret = tokens(helcim.initializeCalls().length).secretToken;
    const sessionId = String(json['sessionId']);
    const pay = (changes: Record<string, string>) => {
      const facts = transaction({ invoiceNumber: String(json['reference']), ...changes });
      return shop.post(`/sessions/${sessionId}/result`, { eventMessage: signedResult(facts, secret) });
    };
    return { sessionId, pay };
  };
  const kept = async (sessionId: string) => {
    const scopes = await store.get(`default@${new URL(helcim.apiUrl).host}`, sessionId);
    return JSON.stringify(scopes);
  };
  return { helcim, shop, open, kept };
}

test('a decision that is none is refused, and the review stays', async (t) => {
  const { shop, open } = await setUp(t, plainOrder);
  const { sessionId, pay } = await open('order-1');
  await pay({ amount: '1' });
  for (const decision of ['refunded', '', 'open', 'toString']) {
    await assert.rejects(
      shop.initializer.resolve(sessionId, decision as 'approved'),
      (error) => error instanceof InitializerError && error.code === 'invalid_decision',
    );
  }
  assert.equal((await shop.initializer.find({ sessionId }))?.state, 'review');
});

const verify: Order = { amount: 0, currency: 'CAD', paymentType: 'verify' };

test('a verified card in review keeps its token until a person takes it: onVerified gets it', async (t) => {
  const inputs: ApprovedInput[] = [];
  const { shop, open, kept } = await setUp(t, verify, {
    onVerified: (input) => void inputs.push(input),
    onReview: () => undefined,
  });
  const { sessionId, pay } = await open('order-1');
  await pay({ type: 'verify', amount: '0', currency: 'USD', invoiceNumber: '' });
  await shop.initializer.resolve(sessionId, 'approved');
  assert.equal(inputs[0]?.transaction.cardToken, cardToken);
  assert.equal((await kept(sessionId)).includes(cardToken), false);
});

test('a verified card in review that a person refuses is forgotten at once', async (t) => {
  const { shop, open, kept } = await setUp(t, verify, { onVerified: () => undefined });
  const { sessionId, pay } = await open('order-1');
  await pay({ type: 'verify', amount: '0', currency: 'USD', invoiceNumber: '' });
  assert.ok((await kept(sessionId)).includes(cardToken));
  await shop.initializer.resolve(sessionId, 'expired');
  assert.equal((await kept(sessionId)).includes(cardToken), false);
});

test('a proven payment that the rows gave to another order is a review, told once, and can be taken', async (t) => {
  const told: string[] = [];
  const fulfilled: string[] = [];
  const { helcim, shop, open } = await setUp(
    t,
    { ...plainOrder, invoiceNumber: 'INV7' },
    {
      readToken: 'read-token',
      onReview: ({ reason }) => void told.push(reason),
      fulfill: ({ order }) => void fulfilled.push(order.orderId),
    },
  );
  const other = await open('other');
  helcim.rows = [row({ invoiceNumber: 'INV7' })];
  await shop.get(`/sessions/${other.sessionId}`);
  assert.deepEqual(fulfilled, ['other']);
  const payer = await open('payer');
  const post = () => payer.pay({ invoiceNumber: 'INV7' });
  assert.equal((await post()).json['outcome'], 'review');
  assert.equal((await post()).json['outcome'], 'review');
  assert.deepEqual(told, ['transaction_claimed_elsewhere']);
  assert.ok(shop.log.some(({ level, fields }) => level === 'error' && fields['orderId'] === 'payer'));
  assert.equal((await shop.post('/sessions', { orderId: 'payer' })).status, 409);
  await shop.initializer.resolve(payer.sessionId, 'approved');
  assert.deepEqual(fulfilled, ['other', 'payer']);
});
