import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startMerchant, textOf } from './simulated-merchant.js';
import type { Merchant } from './simulated-merchant.js';

const generalLevels = ['No access', 'Read', 'Read & Write'] as const;
const processingLevels = ['None', 'Auth', 'Positive Transaction', 'Admin'] as const;

type ByGeneral = readonly [boolean, boolean, boolean];
type ByProcessing = readonly [boolean, boolean, boolean, boolean];

const no = false;
const yes = true;
const anyGeneral: ByGeneral = [yes, yes, yes];
const anyProcessing: ByProcessing = [yes, yes, yes, yes];

const session = (paymentType: string) => ({
  paymentType,
  amount: paymentType === 'verify' ? 0 : 1,
  currency: 'CAD',
});

/**
 * Call, body, then who may: by General (No access, Read, Read & Write) and by Transaction Processing (None, Auth, Positive
 * Transaction, Admin). Both must allow it. Settings guards nothing here.
 */
const table: readonly (readonly [string, object | undefined, ByGeneral, ByProcessing])[] = [
  ['GET /connection-test', undefined, anyGeneral, anyProcessing],
  ['POST /helcim-pay/initialize', session('verify'), anyGeneral, [no, yes, yes, yes]],
  ['POST /helcim-pay/initialize', session('preauth'), anyGeneral, [no, yes, yes, yes]],
  ['POST /helcim-pay/initialize', session('purchase'), anyGeneral, [no, no, yes, yes]],
  ['POST /helcim-pay/initialize', {}, anyGeneral, [no, no, yes, yes]],
  ['POST /payment/verify', {}, anyGeneral, [no, yes, yes, yes]],
  ['POST /payment/preauth', {}, anyGeneral, [no, yes, yes, yes]],
  ['POST /payment/purchase', {}, anyGeneral, [no, no, yes, yes]],
  ['POST /payment/capture', {}, anyGeneral, [no, no, yes, yes]],
  ['POST /payment/refund', {}, anyGeneral, [no, no, no, yes]],
  ['POST /payment/reverse', {}, anyGeneral, [no, no, no, yes]],
  ['GET /card-transactions', undefined, [no, yes, yes], anyProcessing],
  ['GET /card-transactions/1', undefined, [no, yes, yes], anyProcessing],
  ['GET /card-batches', undefined, [no, yes, yes], anyProcessing],
  ['GET /card-batches/1', undefined, [no, yes, yes], anyProcessing],
  ['POST /card-batches/1/settle', undefined, anyGeneral, [no, no, no, yes]],
];

suite('The permission table', () => {
  for (const [call, body, byGeneral, byProcessing] of table) {
    test(`holds for ${call} ${body ? JSON.stringify(body) : ''} at every level`, async (t) => {
      const merchant = await startMerchant(t);
      for (const [row, general] of generalLevels.entries()) {
        for (const [column, transactionProcessing] of processingLevels.entries()) {
          const token = await tokenWith(merchant, { general, transactionProcessing });
          const answer = await merchant.api(call, { token, body });
          const isRefused = JSON.stringify(answer.body) === '{"errors":"No access permission"}';
          const isAllowed = byGeneral[row] === true && byProcessing[column] === true;
          const level = `${general}, ${transactionProcessing}: ${answer.status}`;
          assert.equal(!isRefused, isAllowed, level);
          assert.equal(answer.status === 401, !isAllowed, level);
        }
      }
    });
  }

  test('gives Settings no say over payments', async (t) => {
    const merchant = await startMerchant(t);
    const token = await tokenWith(merchant, { general: 'Read', settings: 'No access' });
    assert.equal((await merchant.api('GET /card-transactions', { token })).status, 200);
  });
});

suite('The seeded tokens', () => {
  test('for HelcimPay.js can start a session and nothing else', async (t) => {
    const { api, simulator } = await startMerchant(t);
    const token = simulator.tokens.helcimPay;
    const allowed = await api('POST /helcim-pay/initialize', { token, body: session('purchase') });
    assert.equal(allowed.status, 200);
    for (const call of ['GET /card-transactions', 'POST /payment/refund', 'POST /payment/reverse']) {
      assert.equal(
        (await api(call, { token, ...(call.startsWith('POST') ? { body: {} } : {}) })).status,
        401,
      );
    }
  });

  test('for terminals can list devices and refund; those for the shop cannot see devices', async (t) => {
    const { api, simulator } = await startMerchant(t);
    await simulator.devices.ready();
    const { terminals: token, helcimPay, read } = simulator.tokens;
    assert.equal((await api('GET /devices', { token })).status, 200);
    assert.equal((await api('POST /payment/refund', { token, body: {} })).status, 400);
    for (const other of [helcimPay, read]) {
      assert.equal((await api('GET /devices', { token: other })).status, 403);
    }
  });

  test('for reading can read and start nothing', async (t) => {
    const { api, simulator } = await startMerchant(t);
    const token = simulator.tokens.read;
    assert.equal((await api('GET /card-transactions?limit=1', { token })).status, 200);
    const refused = await api('POST /helcim-pay/initialize', { token, body: session('verify') });
    assert.deepEqual([refused.status, refused.body], [401, { errors: 'No access permission' }]);
  });
});

async function tokenWith({ control }: Merchant, levels: object): Promise<string> {
  const { body } = await control('POST /access-configurations', {
    name: 'Levels under test',
    general: 'No access',
    settings: 'No access',
    transactionProcessing: 'None',
    ...levels,
  });
  return textOf(body['token']);
}
