import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startMerchant, textOf } from './simulated-merchant.js';

/** Every endpoint of the v2 API. */
const endpoints = [
  'GET /connection-test',
  'POST /helcim-pay/initialize',
  'POST /payment/verify',
  'POST /payment/preauth',
  'POST /payment/purchase',
  'POST /payment/capture',
  'POST /payment/refund',
  'POST /payment/reverse',
  'GET /card-transactions',
  'GET /card-transactions/1',
  'GET /card-batches',
  'GET /card-batches/1',
  'POST /card-batches/1/settle',
];

const fullAccess = {
  name: 'Everything',
  general: 'Read & Write',
  settings: 'Read & Write',
  transactionProcessing: 'Admin',
};

suite('An api-token', () => {
  test('that is missing, empty or wrong is refused by every endpoint', async (t) => {
    const { api } = await startMerchant(t);
    for (const endpoint of endpoints) {
      for (const token of [null, '', 'wrong', 'wrong token with spaces']) {
        const { status, body } = await api(endpoint, { token });
        assert.deepEqual([status, body], [401, { errors: 'Unauthorized' }], `${endpoint} ${String(token)}`);
      }
    }
  });

  test('of the old API is refused by every endpoint', async (t) => {
    const { api, control } = await startMerchant(t);
    const { body } = await control('POST /access-configurations', { ...fullAccess, legacy: true });
    for (const endpoint of endpoints) {
      const answer = await api(endpoint, { token: textOf(body['token']) });
      assert.deepEqual([answer.status, answer.body], [401, { errors: 'Unauthorized' }], endpoint);
    }
  });

  test('is refused once its access configuration is deleted', async (t) => {
    const { api, control } = await startMerchant(t);
    const { body } = await control('POST /access-configurations', fullAccess);
    const token = textOf(body['token']);
    assert.equal((await api('GET /connection-test', { token })).status, 200);
    const id = textOf(body['configuration']?.['id']);
    assert.equal((await control(`DELETE /access-configurations/${id}`)).status, 204);
    assert.equal((await api('GET /connection-test', { token })).status, 401);
  });

  test('follows its access configuration when that is edited', async (t) => {
    const { api, control } = await startMerchant(t);
    const { body } = await control('POST /access-configurations', fullAccess);
    const token = textOf(body['token']);
    const id = textOf(body['configuration']?.['id']);
    await control(`PUT /access-configurations/${id}`, { general: 'No access' });
    const { status, body: refusal } = await api('GET /card-batches', { token });
    assert.deepEqual([status, refusal], [401, { errors: 'No access permission' }]);
  });

  test('that is recognised answers the connection test', async (t) => {
    const { api } = await startMerchant(t);
    const { status, body } = await api('GET /connection-test');
    assert.deepEqual([status, body], [200, { message: 'Connection Successful' }]);
  });
});

suite('A call the API does not know', () => {
  test('is 404 in JSON', async (t) => {
    const { api } = await startMerchant(t);
    for (const call of ['GET /nothing', 'POST /helcimpay/initialize', 'GET /Card-Transactions', 'GET /']) {
      const { status, body } = await api(call);
      assert.deepEqual([status, body], [404, { errors: 'Not found' }], call);
    }
  });

  test('is 405 in JSON when only the method is wrong', async (t) => {
    const { api } = await startMerchant(t);
    const calls: [string, string][] = [
      ['GET /helcim-pay/initialize', 'POST'],
      ['DELETE /card-transactions/1', 'GET'],
      ['POST /card-transactions', 'GET'],
      ['GET /payment/purchase', 'POST'],
    ];
    for (const [call, allowed] of calls) {
      const { status, body, headers } = await api(call);
      assert.deepEqual([status, body], [405, { errors: 'Method not allowed' }], call);
      assert.equal(headers.get('allow'), allowed, call);
    }
  });
});
