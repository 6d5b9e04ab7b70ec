import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memberTexts, respell } from '../../packages/initializer/src/json-text.js';

const members: [title: string, json: string, texts: Record<string, string> | undefined][] = [
  ['punctuation inside strings', '{"a,b":"}{][:,\\"","c":1}', { 'a,b': '"}{][:,\\""', c: '1' }],
  ['nested objects and lists', '{"a":{"b":[1,{"c":"d"}]},"e":[]}', { a: '{"b":[1,{"c":"d"}]}', e: '[]' }],
  ['an escaped key', '{"\\u0061":1}', { a: '1' }],
  ['a backslash before the quote', '{"a":"x\\\\","b":2}', { a: '"x\\\\"', b: '2' }],
  ['space everywhere', ' { "a" : 1 , "b" : [ 2 ] } ', { a: '1', b: '[ 2 ]' }],
  ['a repeated key', '{"a":1,"a":2}', { a: '2' }],
  ['an empty object', '{}', {}],
  ['a list', '[{"a":1}]', undefined],
  ['a string', '"{}"', undefined],
  ['null', 'null', undefined],
];

for (const [title, json, texts] of members) {
  test(`the members are cut out as they stand: ${title}`, () => {
    const found = memberTexts(json);
    assert.deepEqual(found && Object.fromEntries(found), texts);
  });
}

test('whatever object JSON.stringify writes, each member is found with its value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2), (object, indent) => {
      const found = memberTexts(JSON.stringify(object, null, indent));
      const entries = [...(found ?? [])].map(([key, text]) => [key, JSON.parse(text)] as const);
      assert.deepEqual(
        new Map(entries),
        new Map(Object.entries(JSON.parse(JSON.stringify(object)) as object)),
      );
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('spelling strings as JSON.stringify does gives what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(
        respell(JSON.stringify(value, null, 3), (text) => JSON.stringify(text)),
        JSON.stringify(value),
      );
    }),
    { seed: 1, numRuns: 500 },
  );
});
