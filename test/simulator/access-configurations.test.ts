import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import {
  createAccessConfiguration,
  recommendedSets,
} from '../../packages/initializer/simulator/access-configurations.js';
import { createAccount } from '../../packages/initializer/simulator/account.js';
import { listOf, startMerchant, startTime, textOf } from './simulated-merchant.js';

const valid = {
  name: 'Shop',
  general: 'No access',
  settings: 'No access',
  transactionProcessing: 'Positive Transaction',
};

suite('Access configurations', () => {
  test('are seeded: one for HelcimPay.js, one for reading, one for everything', async (t) => {
    const { control } = await startMerchant(t);
    const { body } = await control('GET /access-configurations');
    assert.deepEqual(
      listOf(body).map(({ name, general, settings, transactionProcessing, checkoutIntegration }) => [
        name,
        general,
        settings,
        transactionProcessing,
        checkoutIntegration,
      ]),
      [
        ['Demo shop (HelcimPay.js)', 'No access', 'No access', 'Positive Transaction', true],
        ['Demo shop (read only)', 'Read', 'No access', 'None', false],
        ['Helcim API', 'Read & Write', 'Read & Write', 'Admin', false],
        ['Demo till (Smart Terminals)', 'Read', 'Read', 'Admin', false],
      ],
    );
  });

  test('are created with a token that is shown once', async (t) => {
    const { control } = await startMerchant(t);
    const { status, body } = await control('POST /access-configurations', valid);
    const token = textOf(body['token']);
    const id = textOf(body['configuration']?.['id']);
    assert.equal(status, 201);
    assert.match(token, /^\S{30,64}$/);
    assert.deepEqual(body['configuration'], {
      ...valid,
      id,
      checkoutIntegration: false,
      checkoutUrls: [],
      tokenLast4: token.slice(-4),
      createdAt: startTime,
      legacy: false,
    });
    for (const path of [`/access-configurations/${id}`, '/access-configurations', '/state']) {
      assert.ok(!JSON.stringify((await control(`GET ${path}`)).body).includes(token), path);
    }
  });

  test('keep a hash and the last four characters of the token, not the token', () => {
    const state = createAccount({ clock: { now: () => startTime }, rateLimits: true });
    const { configuration, token } = createAccessConfiguration(state, valid);
    assert.equal(configuration.tokenHash, createHash('sha256').update(token).digest('hex'));
    assert.equal(configuration.tokenLast4, token.slice(-4));
    assert.ok(!JSON.stringify([...state.accessConfigurations]).includes(token));
  });

  test('are edited in part and keep their token', async (t) => {
    const { api, control } = await startMerchant(t);
    const { body } = await control('POST /access-configurations', valid);
    const path = `/access-configurations/${textOf(body['configuration']?.['id'])}`;
    const edited = await control(`PUT ${path}`, { name: 'Till', general: 'Read' });
    assert.deepEqual(edited.body, { ...body['configuration'], name: 'Till', general: 'Read' });
    assert.deepEqual((await control(`GET ${path}`)).body, edited.body);
    const { status } = await api('GET /card-transactions', { token: textOf(body['token']) });
    assert.equal(status, 200);
  });

  test('cannot be given an id or a token hash from outside', async (t) => {
    const { control } = await startMerchant(t);
    const { body } = await control('POST /access-configurations', {
      ...valid,
      id: 'mine',
      tokenHash: 'mine',
    });
    const id = textOf(body['configuration']?.['id']);
    assert.notEqual(id, 'mine');
    const edited = await control(`PUT /access-configurations/${id}`, { id: 'mine', tokenLast4: 'mine' });
    assert.deepEqual(edited.body, body['configuration']);
  });

  test('that do not exist are 404', async (t) => {
    const { control } = await startMerchant(t);
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const body = method === 'PUT' ? {} : undefined;
      assert.equal((await control(`${method} /access-configurations/none`, body)).status, 404, method);
    }
  });

  const refused: [string, object, string][] = [
    ['no name', { name: ' ' }, 'name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'name'],
    ['a General level that does not exist', { general: 'Admin' }, 'general'],
    ['a Settings level that does not exist', { settings: 'read' }, 'settings'],
    [
      'a processing level in the spelling of the API',
      { transactionProcessing: 'PositiveTransaction' },
      'transactionProcessing',
    ],
    ['a checkout integration without a page', { checkoutIntegration: true }, 'checkoutUrls'],
    ['a page that is no URL', { checkoutUrls: ['shop'] }, 'checkoutUrls.0'],
    ['a page with another protocol', { checkoutUrls: ['javascript:alert(1)'] }, 'checkoutUrls.0'],
    ['a flag as a number', { legacy: 1 }, 'legacy'],
  ];
  for (const [what, changes, field] of refused) {
    test(`are refused with ${what}`, async (t) => {
      const { control } = await startMerchant(t);
      const { status, body } = await control('POST /access-configurations', { ...valid, ...changes });
      assert.equal(status, 400);
      assert.deepEqual(Object.keys(body['errors'] as object), [field]);
    });
  }

  test('come with the three sets that Helcim recommends', () => {
    assert.deepEqual(
      recommendedSets.map(({ general, settings, transactionProcessing }) => [
        general,
        settings,
        transactionProcessing,
      ]),
      [
        ['Read & Write', 'Read & Write', 'Admin'],
        ['No access', 'No access', 'Positive Transaction'],
        ['Read', 'Read', 'Admin'],
      ],
    );
  });
});
