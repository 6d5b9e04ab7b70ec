import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactor } from '../../packages/initializer/src/redact.js';
import { signedResult, startFakeHelcim, tokens, transaction, unsignedResult } from './support/fake-helcim.js';
import { plainOrder, startShop } from './support/shop.js';

const apiToken = 'api-token-that-must-not-show';
const readToken = 'read-token-that-must-not-show';

test('no token, card token or card holder is in any log line, answer or error, whatever goes wrong', async (t) => {
  const helcim = await startFakeHelcim(t);
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    apiToken,
    readToken,
    onAuthorized: () => {
      throw new Error(`a careless shop logs its ${apiToken}`);
    },
    getOrder: (orderId) => ({ ...plainOrder, paymentType: orderId === 'preauth' ? 'preauth' : 'purchase' }),
  });
  const post = (path: string, body: unknown) => shop.post(path, body);

  helcim.initializeReplies.push({ status: 401, body: `{"errors":"No access permission for ${apiToken}"}` });
  await post('/sessions', { orderId: 'refused' });
  helcim.readReplies.push({ status: 403, body: `token ${readToken} unknown` });
  for (const [index, orderId] of ['purchase', 'preauth', 'forged', 'short', 'declined'].entries()) {
    const { json } = await post('/sessions', { orderId });
    const facts = transaction({
      invoiceNumber: String(json['reference']),
      transactionId: String(index + 1),
      type: orderId === 'preauth' ? 'preauth' : 'purchase',
      amount: orderId === 'short' ? '1' : '49.99',
      status: orderId === 'declined' ? 'DECLINED' : 'APPROVED',
    });
    const { secretToken } = tokens(helcim.initializeCalls().length);
    const message = orderId === 'forged' ? unsignedResult(facts) : signedResult(facts, secretToken);
    const path = `/sessions/${String(json['sessionId'])}`;
    await post(`${path}/result`, { eventMessage: message });
    await post(`${path}/result`, { eventMessage: message.slice(0, -5) });
    await shop.get(path);
    await post('/sessions', { orderId });
  }
  const whole = transaction({ invoiceNumber: 'HC-1' });
  const cutOff = JSON.stringify(whole).slice(0, -5);
  const bodies = [JSON.stringify(whole), cutOff, JSON.stringify({ errors: { transaction: whole } })];
  bodies.push(JSON.stringify({ errors: JSON.stringify(whole) }), JSON.stringify(JSON.stringify(whole)));
  for (const [index, body] of bodies.entries()) {
    const { json } = await post('/sessions', { orderId: `error-${index}` });
    helcim.readReplies.push({ status: 400, body });
    await shop.get(`/sessions/${String(json['sessionId'])}`);
    await shop.clock.advance(60_000);
  }
  const spoiled = { status: 200, body: '{"secretToken":"5ec2e75ec2e75ec2SPOILED"}<br />' };
  helcim.initializeReplies.push(spoiled, spoiled);
  const spoiledAnswer = post('/sessions', { orderId: 'spoiled' });
  while (helcim.initializeReplies.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await shop.clock.advance(1_000);
  }
  assert.equal((await spoiledAnswer).status, 503);
  await shop.get('/health');
  await shop.clock.advance(70 * 60_000);
  await shop.initializer.reconcile();

  assert.equal(helcim.initializeCalls().length, 13);
  const secrets = [apiToken, readToken, 'LFEY40ReTNOXkBu0y9LDDA', 'Ada Sample', '5454545454', 'SPOILED'];
  for (let number = 1; number <= 11; number += 1) secrets.push(tokens(number).secretToken);
  const log = JSON.stringify(shop.log);
  const answers = shop.answers.join('\n');
  assert.ok(shop.log.length > 8);
  for (const secret of secrets) {
    assert.equal(log.includes(secret), false, `${secret} is in the log`);
    assert.equal(answers.includes(secret), false, `${secret} is in an answer`);
  }
  for (let number = 1; number <= 11; number += 1) {
    assert.equal(log.includes(tokens(number).checkoutToken), false, 'a checkoutToken is in the log');
  }
});

test('what the shop throws and what Helcim says is in the log, and in no answer', async (t) => {
  const helcim = await startFakeHelcim(t);
  const fail = (name: string) => () => {
    throw new Error(`the-marker-of-${name}`);
  };
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken,
    getOrder: (orderId) => {
      if (orderId === 'thrown') fail('getOrder')();
      return orderId === 'verify' ? { amount: 0, currency: 'CAD', paymentType: 'verify' } : plainOrder;
    },
    fulfill: fail('fulfill'),
    onVerified: fail('onVerified'),
    onReview: fail('onReview'),
  });
  await shop.post('/sessions', { orderId: 'thrown' });
  helcim.initializeReplies.push({ status: 400, body: '{"errors":{"amount":"the-marker-of-Helcim"}}' });
  await shop.post('/sessions', { orderId: 'refused' });
  for (const [index, orderId] of ['purchase', 'verify', 'short'].entries()) {
    const { json } = await shop.post('/sessions', { orderId });
    const isVerify = orderId === 'verify';
    const facts = transaction({
      transactionId: String(index),
      invoiceNumber: isVerify ? '' : String(json['reference']),
      type: isVerify ? 'verify' : 'purchase',
      amount: { purchase: '49.99', verify: '0', short: '1' }[orderId] ?? '',
    });
    if (orderId === 'short') {
      helcim.readReplies.push({ status: 400, body: '{"errors":"the-marker-of-a-row"}' });
      await shop.get(`/sessions/${String(json['sessionId'])}`);
    }
    const eventMessage = signedResult(facts, tokens(helcim.initializeCalls().length).secretToken);
    await shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
    await shop.get(`/sessions/${String(json['sessionId'])}`);
  }
  const log = JSON.stringify(shop.log);
  for (const name of ['getOrder', 'fulfill', 'onVerified', 'onReview', 'Helcim', 'a-row'])
    assert.ok(log.includes(`the-marker-of-${name}`), `${name} is not in the log`);
  assert.equal(shop.answers.join('\n').includes('marker'), false);
});

test('redaction hides telling keys at any depth, and given secrets in any text', () => {
  const redact = redactor(['s3cret']);
  const error = new Error('failed with s3cret', { cause: { apiToken: 'x', list: ['s3cret!'] } });
  const clean = redact({ deep: [{ cardToken: 'x', 'api-token': 'y', secretToken: null }], error, amount: 1 });
  assert.equal(JSON.stringify(clean).includes('s3cret'), false);
  assert.match(JSON.stringify(clean), /"cardToken":"\[redacted\]","api-token":"\[redacted\]"/);
  assert.equal((clean as { amount: number }).amount, 1);
});

test('redaction survives circles, depth and length', () => {
  const circle: Record<string, unknown> = { long: 'x'.repeat(100_000) };
  circle['self'] = circle;
  assert.ok(JSON.stringify(redactor([])(circle)).length < 20_000);
});

test('a logger that throws stops nothing', async (t) => {
  const fail = () => {
    throw new Error('disk full');
  };
  const helcim = await startFakeHelcim(t);
  const shop = await startShop(t, { apiUrl: helcim.apiUrl, logger: { info: fail, warn: fail, error: fail } });
  assert.equal((await shop.post('/sessions', { orderId: 'x' })).status, 201);
});
