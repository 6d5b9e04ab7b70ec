import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import {
  createInitializer,
  memoryStore,
  type Initializer,
  type InitializerOptions,
  type SessionStore,
} from '../../../packages/initializer/src/index.js';
import { coreOf } from '../../../packages/initializer/src/sessions/core.js';
import { verifierToken } from '../support/webhook.js';
import { createTerminals, type TerminalsOptions } from '../../../packages/initializer/src/terminals.js';

function initializer(
  t: TestContext,
  changes: Partial<InitializerOptions> = {},
  lines: string[] = [],
): Initializer {
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const made = createInitializer({
    ...{ apiToken: 'online-token', readToken: 'read-token', apiUrl: 'http://127.0.0.1:9/v2' },
    ...{ getOrder: () => null, fulfill: () => undefined },
    logger: { info: write, warn: write, error: write },
    fetch: () => Promise.resolve(Response.json([])),
    ...changes,
  });
  t.after(() => made.close());
  return made;
}

describe('createTerminals', () => {
  const fitting = { apiToken: 'terminal-token', authorize: () => ({ clerk: 'Ada' }) };
  const refused: [title: string, changes: Record<string, unknown>, message: RegExp][] = [
    [
      'without authorize',
      { authorize: undefined },
      /"authorize" must be a function.*anybody could give money back/,
    ],
    ['with an authorize that is none', { authorize: 'yes' }, /"authorize" must be a function/],
    [
      'without a token',
      { apiToken: undefined },
      /"apiToken" must be a text: is the environment variable set/,
    ],
    ['with an empty token', { apiToken: '' }, /"apiToken" is empty/],
    [
      'with a token with white space',
      { apiToken: 'terminal token' },
      /"apiToken" holds white space: copy it again\.$/,
    ],
    ['with somebody else’s initializer', { initializer: {} }, /"initializer" must be what createInitializer/],
    ['without an initializer', { initializer: undefined }, /"initializer" must be what createInitializer/],
    ['with an extraLimit in percent', { extraLimit: 30 }, /"extraLimit" is a share: 0\.3 means 30 %/],
    ['with a getOrder that is none', { getOrder: {} }, /"getOrder" must be a function/],
    ['with an unknown key', { autorize: () => null }, /"autorize" is unknown: did you mean "authorize"/],
  ];
  for (const [title, changes, message] of refused) {
    test(`refuses to start ${title}, and says why`, (t) => {
      const options = { initializer: initializer(t), ...fitting, ...changes } as unknown as TerminalsOptions;
      assert.throws(() => createTerminals(options), {
        name: 'InitializerError',
        code: 'invalid_option',
        message,
      });
    });
  }

  test('refuses to start without a readToken, and without a place for devices', (t) => {
    const blind = initializer(t, { readToken: undefined });
    assert.throws(() => createTerminals({ initializer: blind, ...fitting }), { message: /no readToken/ });
    const store: Record<string, unknown> = { ...memoryStore() };
    delete store['devices'];
    const homeless = initializer(t, { store: store as unknown as SessionStore });
    assert.throws(() => createTerminals({ initializer: homeless, ...fitting }), {
      message: /part "devices"/,
    });
  });

  test('says that its token should be one of its own, and never shows it', (t) => {
    for (const apiToken of ['online-token', 'read-token', 'terminal-token']) {
      const lines: string[] = [];
      createTerminals({ initializer: initializer(t, {}, lines), ...fitting, apiToken });
      const isTold = lines.some((line) => line.includes('Make one of their own'));
      assert.equal(isTold, apiToken !== 'terminal-token');
    }
  });

  test('says what a cancel on a device costs without a webhookVerifierToken', (t) => {
    for (const webhookVerifierToken of [undefined, verifierToken]) {
      const lines: string[] = [];
      createTerminals({ initializer: initializer(t, { webhookVerifierToken }, lines), ...fitting });
      const isTold = lines.some((line) => line.includes('a cancel on a device is never heard'));
      assert.equal(isTold, webhookVerifierToken === undefined);
    }
  });

  test('its token joins those that the log never shows', (t) => {
    const lines: string[] = [];
    const shop = initializer(t, {}, lines);
    createTerminals({ initializer: shop, ...fitting });
    coreOf(shop)?.config.log.error(
      { text: 'is terminal-token', error: new Error('terminal-token') },
      'terminal-token',
    );
    assert.equal(lines.filter((line) => line.includes('[redacted]')).length, 1);
    assert.doesNotMatch(lines.join('\n'), /terminal-token/);
  });
});
