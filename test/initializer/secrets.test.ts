import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryStore, type ApprovedInput, type SessionStore } from '../../packages/initializer/src/index.js';
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

describe('what a callback throws', () => {
  const cardToken = 'LFEY40ReTNOXkBu0y9LDDA';
  const errors: [title: string, error: (token: string) => unknown][] = [
    [
      'a database that quotes the value it has already',
      (token) =>
        Object.assign(new Error('duplicate key'), { detail: `Key (token)=(${token}) already exists.` }),
    ],
    [
      'the message of a cause',
      (token) => new Error('not kept', { cause: new Error(`no room for ${token}`) }),
    ],
    ['an address', (token) => new Error(`PUT https://vault.example/${encodeURIComponent(token)} failed`)],
    ['parameters without names', (token) => Object.assign(new Error('no'), { parameters: [['x', token]] })],
    ['a name', (token) => Object.assign(new Error('no'), { [token]: 1 })],
    ['bytes', (token) => Object.assign(new Error('no'), { sent: Buffer.from(token) })],
    ['no error at all', (token) => token],
  ];
  for (const paymentType of ['verify', 'preauth'] as const) {
    for (const [title, error] of errors) {
      test(`of a ${paymentType} holds no card token in the log: ${title}`, async (t) => {
        const helcim = await startFakeHelcim(t);
        const fail = ({ transaction: told }: ApprovedInput) => {
          throw error(told.cardToken ?? assert.fail('no card token'));
        };
        const shop = await startShop(t, {
          apiUrl: helcim.apiUrl,
          ...{ onVerified: fail, onAuthorized: fail },
          getOrder: () => ({ amount: paymentType === 'verify' ? 0 : '49.99', currency: 'CAD', paymentType }),
        });
        const { json } = await shop.post('/sessions', { orderId: 'x' });
        const changes = paymentType === 'verify' ? { amount: '0', invoiceNumber: '' } : {};
        const facts = transaction({
          invoiceNumber: String(json['reference']),
          type: paymentType,
          ...changes,
        });
        const eventMessage = signedResult(facts, tokens(1).secretToken);
        await shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
        const line = shop.log.find(({ message }) => message.startsWith('A callback failed'));
        assert.ok(line);
        assert.equal(JSON.stringify(line).includes(cardToken), false);
        assert.doesNotMatch(JSON.stringify(line), /"0":\d/);
      });
    }
  }

  test('holds neither token of the session in the log', async (t) => {
    const helcim = await startFakeHelcim(t);
    const { secretToken, checkoutToken } = tokens(1);
    const shop = await startShop(t, {
      apiUrl: helcim.apiUrl,
      fulfill: () => {
        throw new Error(`a shop that reads the table: ${secretToken}, ${checkoutToken}`);
      },
    });
    const { json } = await shop.post('/sessions', { orderId: 'x' });
    const facts = transaction({ invoiceNumber: String(json['reference']) });
    const eventMessage = signedResult(facts, secretToken);
    await shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
    const log = JSON.stringify(shop.log);
    assert.match(log, /a shop that reads the table/);
    assert.deepEqual([log.includes(secretToken), log.includes(checkoutToken)], [false, false]);
  });
});

test('a store that quotes the record it could not write puts no card token into the log', async (t) => {
  const helcim = await startFakeHelcim(t);
  const inner = memoryStore();
  const store: SessionStore = {
    ...inner,
    update: (next) =>
      next.transaction
        ? Promise.reject(new Error(`Failing row contains (7, ${JSON.stringify(next)}).`))
        : inner.update(next),
  };
  const order = { ...plainOrder, paymentType: 'preauth' } as const;
  const options = { store, onAuthorized: () => undefined, getOrder: () => order };
  const shop = await startShop(t, { apiUrl: helcim.apiUrl, ...options });
  const { json } = await shop.post('/sessions', { orderId: 'x' });
  const facts = transaction({ invoiceNumber: String(json['reference']), type: 'preauth' });
  const eventMessage = signedResult(facts, tokens(1).secretToken);
  await shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
  const log = JSON.stringify(shop.log);
  assert.match(log, /Failing row contains/);
  for (const secret of ['LFEY40ReTNOXkBu0y9LDDA', tokens(1).secretToken, tokens(1).checkoutToken])
    assert.equal(log.includes(secret), false, secret);
});

test('redaction knows names of any spelling, and members of JSON in texts, escaped or not', () => {
  const redact = redactor([]);
  const inner = JSON.stringify({ cardToken: 'LFEY40', amount: '49.99' });
  const texts = [inner, JSON.stringify(inner), JSON.stringify({ sent: JSON.stringify(inner) })];
  for (const text of [...texts, '{"card_token" : "LFEY40","amount":"49.99"}']) {
    const clean = String(redact(`before ${text} after`));
    assert.equal(clean.includes('LFEY40'), false, clean);
    assert.match(clean, /^before .*49\.99.* after$/);
  }
  assert.deepEqual(redact({ card_token: 'x', bankToken: 'y' }), {
    card_token: '[redacted]',
    bankToken: '[redacted]',
  });
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
