import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../../../packages/initializer/src/index.js';
import { sessionStoreSuite } from '../../../packages/initializer/src/testing.js';

sessionStoreSuite({ create: memoryStore, devices: true, test });

test('the memory store says that it is not durable', () => {
  assert.equal(memoryStore().durable, false);
});
