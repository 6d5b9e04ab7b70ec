import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { verifyHash } from '../../packages/initializer/src/verify-hash.js';

const secret = '00112233445566778899aa';
const recorded =
  '{"transactionId":"38142732","dateCreated":"2025-08-15 10:10:32","cardBatchId":"4656307","status":"APPROVED","type":"purchase","amount":"10.97","currency":"CAD","avsResponse":"X","cvvResponse":"","approvalCode":"T5E3ST","cardToken":"gv5J-lJAQNqVjZ_HkXyisQ","cardNumber":"4242424242","cardHolderName":"Ada Sample","customerCode":"CST1022","invoiceNumber":"#30","warning":""}';
const recordedHash = '950fb77fefc9c962bd2266750fe9ccbdaf23180d2ff130ecf0a7bf7e08d0cb8e';

/** Measured with PHP 8.2, Node 20 and Python 3: what each spelling of one name hashes to. */
const spellings: [title: string, text: string, hash: string][] = [
  [
    'both escaped, as PHP does',
    String.raw`{"cardHolderName":"Zo\u00e9 O\/Brien \ud83d\ude00"}`,
    '9366254453d911653cdffd9cf1f8ee375377fa224c5ce715c94791fdf162f7bd',
  ],
  [
    'slash raw, text outside ASCII escaped',
    String.raw`{"cardHolderName":"Zo\u00e9 O/Brien \ud83d\ude00"}`,
    '36456ae7b5c2420f500b6f42149acdadd9e292348b79a029515ad3544ec166ba',
  ],
  [
    'slash escaped, text outside ASCII raw',
    String.raw`{"cardHolderName":"Zoé O\/Brien 😀"}`,
    '4fb2abe27b42385611806850f6953a7ec66d9977857eed397b51704b8090aec9',
  ],
  [
    'both raw, as JavaScript does',
    '{"cardHolderName":"Zoé O/Brien 😀"}',
    '5ee40d667cf5c9082e6fba0704406be5640f7a08c60b29e24c9c3177bc6a1dc8',
  ],
];

function hashOf(text: string): string {
  return createHash('sha256')
    .update(text + secret)
    .digest('hex');
}

test('the recorded transaction verifies as it was printed', () => {
  assert.equal(verifyHash(recorded, recordedHash, secret), 'valid');
});

for (const [hashed, text, hash] of spellings) {
  test(`the measured hash is reproduced: ${hashed}`, () => assert.equal(hashOf(text), hash));
  for (const [received, sent] of spellings) {
    test(`a hash of one spelling verifies a text in another: ${hashed}; received ${received}`, () =>
      assert.equal(verifyHash(sent, hash, secret), 'valid'));
  }
}

const phpCorners: [title: string, received: string, php: string][] = [
  ['DEL stays raw', '{"a":"x\u007fy"}', '{"a":"x\u007fy"}'],
  [
    'control characters have their short forms',
    String.raw`{"a":"\u0008\u000c\u000a\u000d\u0009"}`,
    String.raw`{"a":"\b\f\n\r\t"}`,
  ],
  [
    'other control characters are lower-case escapes',
    String.raw`{"a":"\u001F\u0000"}`,
    String.raw`{"a":"\u001f\u0000"}`,
  ],
  ['line separators are escaped', '{"a":"\u2028\u2029"}', String.raw`{"a":"\u2028\u2029"}`],
  ['an astral character is a surrogate pair', '{"a":"\u{1f600}"}', String.raw`{"a":"\ud83d\ude00"}`],
  ['escapes are lower case', String.raw`{"a":"\u00C9"}`, String.raw`{"a":"\u00c9"}`],
  ['quotes and backslashes stay escaped', String.raw`{"a":"\"\\"}`, String.raw`{"a":"\"\\"}`],
  ['keys are spelled like values', '{"é":"1"}', String.raw`{"\u00e9":"1"}`],
  ['space between tokens does not count', '{ "a" : "b c" ,\n\t"d" : [ 1, 2 ] }', '{"a":"b c","d":[1,2]}'],
  ['numbers stay as they are', '{"a":10.00,"b":1e21,"c":-0.0}', '{"a":10.00,"b":1e21,"c":-0.0}'],
  ['keys keep their order, integer-like ones too', '{"1":"b","0":"a"}', '{"1":"b","0":"a"}'],
];

for (const [title, received, php] of phpCorners) {
  test(title, () => assert.equal(verifyHash(received, hashOf(php), secret), 'valid'));
}

test('the hash may be written in capitals', () => {
  assert.equal(verifyHash(recorded, recordedHash.toUpperCase(), secret), 'valid');
});

const refused: [title: string, text: string, hash: unknown, secretToken: string, verdict: string][] = [
  ['another secret', recorded, recordedHash, 'another', 'invalid'],
  ['an empty secret', recorded, createHash('sha256').update(recorded).digest('hex'), '', 'invalid'],
  ['another amount', recorded.replace('10.97', '1.97'), recordedHash, secret, 'invalid'],
  ['keys in another order', '{"b":"2","a":"1"}', hashOf('{"a":"1","b":"2"}'), secret, 'invalid'],
  ['a number written otherwise', '{"a":10}', hashOf('{"a":10.0}'), secret, 'invalid'],
  ['63 digits', recorded, recordedHash.slice(1), secret, 'invalid'],
  ['65 digits', recorded, `${recordedHash}0`, secret, 'invalid'],
  ['a digit that is none', recorded, `g${recordedHash.slice(1)}`, secret, 'invalid'],
  ['a hash that is a list', recorded, [recordedHash], secret, 'invalid'],
  ['a hash that is true', recorded, true, secret, 'invalid'],
  ['no hash', recorded, undefined, secret, 'absent'],
  ['a hash of null', recorded, null, secret, 'absent'],
  ['an empty hash', recorded, '', secret, 'absent'],
];

for (const [title, text, hash, secretToken, verdict] of refused) {
  test(`${title}: ${verdict}`, () => assert.equal(verifyHash(text, hash, secretToken), verdict));
}
