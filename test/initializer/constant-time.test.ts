import assert from 'node:assert/strict';
import crypto, { createHash } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { test, type TestContext } from 'node:test';
import { verifyHash } from '../../packages/initializer/src/verify-hash.js';
import { verifierKey, verifyWebhook } from '../../packages/initializer/src/verify-webhook.js';
import { sign, verifierToken } from './support/webhook.js';

/** Time itself is too noisy to measure: what is tested is that Node's comparison in constant time decides, and nothing beside it. */
function replaceComparison(t: TestContext, compare: typeof crypto.timingSafeEqual) {
  const { mock } = t.mock.method(crypto, 'timingSafeEqual', compare);
  syncBuiltinESMExports();
  t.after(() => {
    mock.restore();
    syncBuiltinESMExports();
  });
  return mock;
}

const secret = '00112233445566778899aa';
const hashOf = (text: string) =>
  createHash('sha256')
    .update(text + secret)
    .digest('hex');

const sentAt = 1_716_412_291_000;
function isSigned(signed: string, received: string): boolean {
  const headers = sign(signed, { at: sentAt, id: 'msg_1' });
  const key = verifierKey(verifierToken);
  assert.ok(key);
  try {
    verifyWebhook(
      {
        id: headers['webhook-id'],
        timestamp: headers['webhook-timestamp'],
        signature: headers['webhook-signature'],
        body: Buffer.from(received),
      },
      key,
      sentAt,
    );
    return true;
  } catch {
    return false;
  }
}

const believed: [what: string, ofThis: (signed: string, received: string) => boolean][] = [
  ['a hash', (signed, received) => verifyHash(received, hashOf(signed), secret) === 'valid'],
  ['a signature of a webhook', isSigned],
];
for (const [what, isBelieved] of believed) {
  test(`${what} that fits is not believed if the comparison in constant time says no`, (t) => {
    assert.equal(isBelieved('{"a":"1"}', '{"a":"1"}'), true);
    replaceComparison(t, () => false);
    assert.equal(isBelieved('{"a":"1"}', '{"a":"1"}'), false);
  });

  test(`${what} that does not fit is refused by the comparison in constant time alone`, (t) => {
    assert.equal(isBelieved('{"a":"1"}', '{"a":"2"}'), false);
    replaceComparison(t, () => true);
    assert.equal(isBelieved('{"a":"1"}', '{"a":"2"}'), true);
  });
}

test('a hash is compared with every spelling, whichever fits', (t) => {
  const { timingSafeEqual } = crypto;
  const comparison = replaceComparison(t, timingSafeEqual);
  const counts = [
    String.raw`{"a":"Zo\u00e9 O\/Brien"}`,
    String.raw`{"a":"Zo\u00e9 O/Brien"}`,
    String.raw`{"a":"Zoé O\/Brien"}`,
    '{"a":"Zoé O/Brien"}',
    '{"a":"Zoe"}',
  ].map((hashed) => {
    comparison.resetCalls();
    verifyHash('{"a":"Zoé O/Brien"}', hashOf(hashed), secret);
    return comparison.callCount();
  });
  assert.deepEqual(counts, [4, 4, 4, 4, 4]);
});
