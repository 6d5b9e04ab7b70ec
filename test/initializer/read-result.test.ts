import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InitializerError } from '../../packages/initializer/src/index.js';
import { readResult } from '../../packages/initializer/src/read-result.js';

const facts = '{"transactionId":"44158194","status":"APPROVED","amount":"100","1":"b","0":"a"}';
const hash = 'c'.repeat(64);
const string = (text: string) => JSON.stringify(text);

const s1 = `{"data":{"hash":"${hash}","data":${facts}},"status":200,"statusText":"","headers":{"content-type":"application/json"}}`;
const s2 = `{"status":200,"data":{"data":${facts},"hash":"${hash}"}}`;
const s3 = `{"data":{"data":${facts},"hash":"${hash}"}}`;
const s5 = `{"hash":"${hash}","data":${facts}}`;

const nestings: [title: string, text: string][] = [
  ['S1 as a string', string(s1)],
  ['S2 as a string', string(s2)],
  ['S3 as a string', string(s3)],
  ['S1 as an object (S4)', s1],
  ['S2 as an object (S4)', s2],
  ['S5 as an object', s5],
  ['S5 as a string', string(s5)],
  ['encoded twice', string(string(s1))],
  ['encoded three times', string(string(string(s1)))],
  ['a string inside an object', `{"data":${string(`{"data":${facts},"hash":"${hash}"}`)}}`],
  ['with space between the tokens', ` {\n "data" : { "data" : ${facts} , "hash" : "${hash}" } } `],
  [
    'with a repeated key, of which the last counts',
    `{"data":{"data":{"x":1},"data":${facts},"hash":"${hash}"}}`,
  ],
];

for (const [title, text] of nestings) {
  test(`the transaction is found: ${title}`, () => {
    const result = readResult(text);
    assert.equal(result.transaction.transactionId, '44158194');
    assert.equal(result.transactionText, facts);
    assert.equal(result.hash, hash);
  });
}

test('a transaction without an envelope has no hash', () => {
  assert.equal(readResult(string(facts)).hash, undefined);
});

test('a hash beside another object than the holder does not count', () => {
  assert.equal(readResult(`{"hash":"${hash}","data":{"data":${facts}}}`).hash, undefined);
});

const unreadable: [title: string, text: string][] = [
  [
    'text of a decline',
    string('HelcimPay.js transaction failed - Transaction Declined: EXPIRED CARD - Expired Card'),
  ],
  ['an empty text', string('')],
  ['an empty object', '{}'],
  ['a number', '1'],
  ['null', 'null'],
  ['a list', `[${facts}]`],
  ['a list inside', `{"data":[${facts}]}`],
  ['encoded four times', string(string(string(string(s1))))],
  ['a transaction without an id', '{"data":{"data":{"status":"APPROVED"},"hash":"x"}}'],
  ['an id of null', '{"data":{"transactionId":null}}'],
  ['an empty id', '{"data":{"transactionId":""}}'],
  ['an id that is an object', '{"data":{"transactionId":{"$ne":1}}}'],
  ['an id with odd characters', '{"data":{"transactionId":"1\' OR 1=1"}}'],
  ['broken JSON in the text', string('{"data":')],
];

for (const [title, text] of unreadable) {
  test(`refused: ${title}`, () => {
    assert.throws(
      () => readResult(text),
      (error) => error instanceof InitializerError && error.code === 'result_unreadable',
    );
  });
}
