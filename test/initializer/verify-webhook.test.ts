import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InitializerError } from '../../packages/initializer/src/index.js';
import {
  verifierKey,
  verifyWebhook,
  type SignedWebhook,
} from '../../packages/initializer/src/verify-webhook.js';
import { verifierToken } from './support/webhook.js';

const sentAt = 1_716_412_291_000;
const genuine = '0/4AOxMkrdGy5ebfE5sAfOvGh3acgRIQ+tGnW/4WDTw=';
const webhook: SignedWebhook = {
  id: 'msg_2gq5VYqF4DlzM66mCpaXtsEBAkp',
  timestamp: '1716412291',
  signature: `v1,${genuine}`,
  body: Buffer.from('{"id":"25764674","type":"cardTransaction"}'),
};
const key = keyOf(verifierToken);

function keyOf(token: string): Uint8Array {
  const read = verifierKey(token);
  if (!read) throw new Error('The token has no key.');
  return read;
}

/** The code of the refusal, or the id. */
function verdict(changes: Partial<SignedWebhook>, now = sentAt, secret = key): string {
  try {
    return verifyWebhook({ ...webhook, ...changes }, secret, now);
  } catch (error) {
    assert.ok(error instanceof InitializerError);
    return error.code;
  }
}

test('the measured vector is genuine', () => {
  assert.equal(verdict({}), webhook.id);
});

test('the token may carry its prefix, and may lack its padding', () => {
  for (const token of [`whsec_${verifierToken}`, verifierToken.replace('=', '')]) {
    assert.equal(verdict({}, sentAt, keyOf(token)), webhook.id);
  }
});

const tokens: [title: string, token: string][] = [
  ['empty', ''],
  ['nothing but its prefix', 'whsec_'],
  ['no base64', 'not base64 at all, is it?'],
  ['base64 of an impossible length', `${verifierToken.replace('=', '')}AA`],
  ['padding in the middle', `c2Fu=${verifierToken}`],
  ['too short to be a key', 'c2FuZGJveA=='],
];
for (const [title, token] of tokens) {
  test(`a token that is ${title} has no key`, () => assert.equal(verifierKey(token), undefined));
}

const refused: [title: string, changes: Partial<SignedWebhook>, code: string][] = [
  ['no id', { id: undefined }, 'webhook_incomplete'],
  ['an empty id', { id: '' }, 'webhook_incomplete'],
  ['no timestamp', { timestamp: undefined }, 'webhook_incomplete'],
  ['no signature', { signature: undefined }, 'webhook_incomplete'],
  ['another id', { id: 'msg_other' }, 'webhook_unsigned'],
  ['another timestamp', { timestamp: '1716412292' }, 'webhook_unsigned'],
  ['one byte more', { body: Buffer.from('{"id":"25764674","type":"cardTransaction"} ') }, 'webhook_unsigned'],
  ['no body', { body: Buffer.alloc(0) }, 'webhook_unsigned'],
  ['a signature cut short', { signature: `v1,${genuine.slice(0, -8)}` }, 'webhook_unsigned'],
  ['an empty signature', { signature: 'v1,' }, 'webhook_unsigned'],
  ['a signature of another version', { signature: `v1a,${genuine}` }, 'webhook_unsigned'],
  ['a signature without a version', { signature: genuine }, 'webhook_unsigned'],
  ['a timestamp that is no number', { timestamp: 'now' }, 'webhook_untimely'],
  ['a timestamp with a fraction', { timestamp: '1716412291.5' }, 'webhook_untimely'],
  ['a negative timestamp', { timestamp: '-1716412291' }, 'webhook_untimely'],
  ['a timestamp in milliseconds', { timestamp: String(sentAt) }, 'webhook_untimely'],
];
for (const [title, changes, code] of refused) {
  test(`${title}: ${code}`, () => assert.equal(verdict(changes), code));
}

test('of several signatures one that fits is enough, wherever it stands', () => {
  const other = Buffer.alloc(32).toString('base64');
  for (const signature of [
    `v1,${other} v1,${genuine}`,
    `v1,${genuine} v1,${other}`,
    `v1a,${other} v2,x v1,${genuine}`,
  ]) {
    assert.equal(verdict({ signature }), webhook.id);
  }
  assert.equal(verdict({ signature: `v1,${other} v1,${other}` }), 'webhook_unsigned');
});

test('another merchant’s key does not fit', () => {
  assert.equal(verdict({}, sentAt, keyOf(Buffer.alloc(32, 7).toString('base64'))), 'webhook_unsigned');
});

test('300 seconds off are served, one millisecond more is refused, both ways', () => {
  for (const direction of [-1, 1]) {
    assert.equal(verdict({}, sentAt + direction * 300_000), webhook.id);
    assert.equal(verdict({}, sentAt + direction * 300_001), 'webhook_untimely');
  }
});
