import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import {
  InitializerError,
  memoryStore,
  type Initializer,
  type ReviewsOptions,
  type Session,
  type SessionRecord,
} from '../../../packages/initializer/src/index.js';
import { facts, session } from '../support/session.js';
import { startShop } from '../support/shop.js';

/** What anyone can bring about: a result that nothing confirms. */
const madeUp: Partial<SessionRecord> = { reason: 'undecided_in_time', hintedIds: ['1'] };
const genuine: Partial<SessionRecord> = { reason: 'amount_differs', transaction: facts() };
const perhapsOurs: Partial<SessionRecord> = { reason: 'bank_payment_found', hintedIds: ['16'] };

/** A shop with reviews of orders of their own, a millisecond after each other, named by their numbers. */
async function withReviews(t: TestContext, kinds: readonly Partial<SessionRecord>[]) {
  const store = memoryStore();
  for (const [number, changes] of kinds.entries()) {
    const names = { sessionId: `${number}`, orderId: `order-${number}`, reference: `HC-${number}` };
    const createdAt = session().createdAt + number;
    const scope = 'default@127.0.0.1:9';
    const record = session({ ...names, scope, createdAt, version: 1 });
    await store.create(record);
    await store.update({ ...record, version: 2, state: 'review', ...changes });
  }
  return await startShop(t, { store });
}

const flood = (length: number) => Array.from({ length }, () => madeUp);

const names = (sessions: readonly Session[]) => sessions.map(({ sessionId }) => sessionId);
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index}`);

async function allPages(
  initializer: Initializer,
  which: ReviewsOptions,
  between: (last: Session) => unknown = () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  let page = await initializer.reviews(which);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    seen.push(...names(page));
    await between(last);
    page = await initializer.reviews({ ...which, after: last });
  }
  return seen;
}

test('without options it is the oldest thousand, and no flood hides the money behind them', async (t) => {
  const { initializer } = await withReviews(t, [...flood(2_000), genuine]);
  assert.deepEqual(names(await initializer.reviews()), numbers(0, 1_000));
  assert.deepEqual(await allPages(initializer, {}), numbers(0, 2_001));
});

test('what is resolved between two pages makes none be skipped', async (t) => {
  const { initializer } = await withReviews(t, flood(10));
  const seen = await allPages(initializer, { limit: 3 }, (last) =>
    initializer.resolve(last.sessionId, 'expired'),
  );
  assert.deepEqual(seen, numbers(0, 10));
  assert.deepEqual(names(await initializer.reviews()), ['0', '1', '3', '4', '6', '7']);
});

test('shownByHelcim finds what Helcim shows among any number of made-up results, in pages too', async (t) => {
  const { initializer } = await withReviews(t, [
    ...flood(1_500),
    genuine,
    ...flood(1_000),
    genuine,
    perhapsOurs,
    ...flood(1_000),
  ]);
  const shown = ['1500', '2501', '2502'];
  assert.deepEqual(names(await initializer.reviews({ shownByHelcim: true })), shown);
  assert.deepEqual(await allPages(initializer, { shownByHelcim: true, limit: 1 }), shown);
  assert.deepEqual(await allPages(initializer, { shownByHelcim: true, limit: 2 }), shown);
});

test('an option that is undefined counts as absent', async (t) => {
  const { initializer } = await withReviews(t, flood(2));
  const which = { after: undefined, limit: undefined, shownByHelcim: undefined };
  assert.deepEqual(names(await initializer.reviews(which)), ['0', '1']);
});

const refused: [which: unknown, message: RegExp][] = [
  [{ limit: 0 }, /Option "limit" must be a whole number from 1 to 1000 \(it is 0\)/],
  [{ limit: 1_001 }, /Option "limit" must be a whole number from 1 to 1000 \(it is 1001\)/],
  [{ limit: 1.5 }, /Option "limit" must be a whole number from 1 to 1000 \(it is 1.5\)/],
  [{ limit: NaN }, /Option "limit" must be a whole number/],
  [{ limit: Infinity }, /Option "limit" must be a whole number/],
  [{ limit: '50' }, /Option "limit" must be a whole number from 1 to 1000 \(it is '50'\)/],
  [{ after: 'session-1' }, /Option "after" must be the last session of the page before.*'session-1'/],
  [{ after: null }, /Option "after" must be the last session of the page before/],
  [{ after: { sessionId: 'session-1' } }, /Option "after.createdAt" must be the createdAt of a session/],
  [{ after: { sessionId: 'session-1', createdAt: NaN } }, /Option "after.createdAt" must be the createdAt/],
  [{ after: { createdAt: 1 } }, /Option "after.sessionId" must be the sessionId of a session/],
  [{ shownByHelcim: 'yes' }, /Option "shownByHelcim" must be true or false \(it is 'yes'\)/],
  [{ shownByHelcims: true }, /Option "shownByHelcims" is unknown: did you mean "shownByHelcim"\?/],
];

for (const [which, message] of refused) {
  test(`refused: ${inspect(which)}`, async (t) => {
    const { initializer } = await startShop(t);
    await assert.rejects(initializer.reviews(which as ReviewsOptions), (error) => {
      assert.ok(error instanceof InitializerError);
      assert.equal(error.code, 'invalid_option');
      assert.match(error.message, message);
      return true;
    });
  });
}
