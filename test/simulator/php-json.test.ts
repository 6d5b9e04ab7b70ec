import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import { checkoutHash } from '../../packages/initializer/simulator/checkout-result.js';
import { phpJsonEncode } from '../../packages/initializer/simulator/rules/php-json.js';
import type { JsonValue } from '../../packages/initializer/simulator/rules/php-json.js';

const secret = '00112233445566778899aa';
const name = { cardHolderName: 'Zoé O/Brien 😀' };

/** Vectors measured with PHP 8.2: the text hashed, and its SHA-256 with the secret appended. */
const vectors = {
  recorded: {
    text: '{"transactionId":"38142732","dateCreated":"2025-08-15 10:10:32","cardBatchId":"4656307","status":"APPROVED","type":"purchase","amount":"10.97","currency":"CAD","avsResponse":"X","cvvResponse":"","approvalCode":"T5E3ST","cardToken":"gv5J-lJAQNqVjZ_HkXyisQ","cardNumber":"4242424242","cardHolderName":"Ada Sample","customerCode":"CST1022","invoiceNumber":"#30","warning":""}',
    hash: '950fb77fefc9c962bd2266750fe9ccbdaf23180d2ff130ecf0a7bf7e08d0cb8e',
  },
  php: {
    text: String.raw`{"cardHolderName":"Zo\u00e9 O\/Brien \ud83d\ude00"}`,
    hash: '9366254453d911653cdffd9cf1f8ee375377fa224c5ce715c94791fdf162f7bd',
  },
  rawSlash: {
    text: String.raw`{"cardHolderName":"Zo\u00e9 O/Brien \ud83d\ude00"}`,
    hash: '36456ae7b5c2420f500b6f42149acdadd9e292348b79a029515ad3544ec166ba',
  },
  rawUnicode: {
    text: String.raw`{"cardHolderName":"Zoé O\/Brien 😀"}`,
    hash: '4fb2abe27b42385611806850f6953a7ec66d9977857eed397b51704b8090aec9',
  },
  javascript: {
    text: '{"cardHolderName":"Zoé O/Brien 😀"}',
    hash: '5ee40d667cf5c9082e6fba0704406be5640f7a08c60b29e24c9c3177bc6a1dc8',
  },
};

suite('The text that is hashed', () => {
  test('is PHP json_encode of the recorded transaction, byte for byte, with the recorded hash', () => {
    const transaction = JSON.parse(vectors.recorded.text) as JsonValue;
    assert.equal(phpJsonEncode(transaction), vectors.recorded.text);
    assert.equal(checkoutHash(transaction, secret), vectors.recorded.hash);
  });

  test('escapes slashes and everything beyond ASCII, as the PHP vector does', () => {
    assert.equal(phpJsonEncode(name), vectors.php.text);
    assert.equal(checkoutHash(name, secret), vectors.php.hash);
  });

  for (const spelling of ['rawSlash', 'rawUnicode', 'javascript'] as const) {
    test(`is none of the other spellings: ${spelling}`, () => {
      const { text, hash } = vectors[spelling];
      assert.equal(
        createHash('sha256')
          .update(text + secret)
          .digest('hex'),
        hash,
      );
      assert.notEqual(checkoutHash(JSON.parse(text) as JsonValue, secret), hash);
    });
  }
});

suite('PHP json_encode', () => {
  const encodings: [JsonValue, string][] = [
    ['/', String.raw`"\/"`],
    ['"\\', String.raw`"\"\\"`],
    ['é', String.raw`"\u00e9"`],
    ['😀', String.raw`"\ud83d\ude00"`],
    ['\u2028', String.raw`"\u2028"`],
    ['\u007f', '"\u007f"'],
    ['\u0080', String.raw`"\u0080"`],
    ['\b\f\n\r\t', String.raw`"\b\f\n\r\t"`],
    ['\u0000\u001b', String.raw`"\u0000\u001b"`],
    [null, 'null'],
    [true, 'true'],
    [10.0, '10'],
    [15.45, '15.45'],
    [1e21, '1.0e+21'],
    [1e-7, '1.0e-7'],
    [0.0001, '0.0001'],
    [0.00001, '1.0e-5'],
    [1e16, '10000000000000000'],
    [1e17, '1.0e+17'],
    [-0, '-0'],
    [Number('12345678901234567890'), '1.2345678901234567e+19'],
    [{}, '[]'],
    [[], '[]'],
    [['a', ['b']], '["a",["b"]]'],
    [{ 0: 'a', 1: 'b' }, '["a","b"]'],
    [{ 1: 'a', 2: 'b' }, '{"1":"a","2":"b"}'],
    [{ b: 'x', a: 'y' }, '{"b":"x","a":"y"}'],
  ];
  for (const [value, text] of encodings) {
    test(`writes ${JSON.stringify(value)} as ${text}`, () => assert.equal(phpJsonEncode(value), text));
  }

  for (const value of ['\ud800', { '\udc00': '' }, Number.NaN, Number.POSITIVE_INFINITY]) {
    test(`fails where PHP fails: ${JSON.stringify(value)}`, () => {
      assert.throws(() => phpJsonEncode(value), RangeError);
    });
  }
});
