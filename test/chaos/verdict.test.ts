import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { priceInCents } from './prices.js';
import { judge, type Demands, type Evidence } from './verdict.js';

const nothing: Demands = { usesOfEachFault: 0, kills: 0 };

function approval(index: number, differences: Partial<Approval> = {}): Approval {
  const amountCents = priceInCents({ index, version: 0 });
  const names = { transactionId: `${100 + index}`, reference: `HC-${index}`, method: 'card' } as const;
  return { ...names, amountCents, at: 1, ...differences };
}

function entry(index: number, event: MerchantEntry['event'], call = 'a/1'): MerchantEntry {
  const names = { orderId: `order-${index}`, reference: `HC-${index}`, idempotencyKey: `HC-${index}-1` };
  const [process = ''] = call.split('/');
  return { event, process, call, action: 'pay', transactionIds: [`${100 + index}`], at: 2, ...names };
}

/** A call of `onReview` that returned. */
function told(index: number, differences: Partial<MerchantEntry> = {}): MerchantEntry {
  const call = `r/${index}`;
  return {
    ...entry(index, 'return', call),
    action: 'review',
    idempotencyKey: `HC-${index}-r`,
    ...differences,
  };
}

function evidence(differences: Partial<Evidence>): Evidence {
  const empty = { approvals: [], lines: [], cardsAreDueAt: 10 };
  const shop = { priceChanges: new Map<number, number>(), cancelled: new Set<number>() };
  return { ...empty, ...shop, kills: 0, faults: {}, ...differences };
}

const paid = [entry(0, 'start'), entry(0, 'return'), entry(0, 'recorded')];
const again = [entry(0, 'start', 'b/1'), entry(0, 'return', 'b/1')];
const killed: LedgerLine = { event: 'killed', process: 'a' };

describe('the verdict on repeats', () => {
  const cases: readonly [string, readonly LedgerLine[], { twice: number; afterCrash: number }][] = [
    ['one call', paid, { twice: 0, afterCrash: 0 }],
    ['a second call after one that was recorded', [...paid, ...again], { twice: 1, afterCrash: 0 }],
    ['the same, though its process was killed', [...paid, killed, ...again], { twice: 1, afterCrash: 0 }],
    ['a second call while the first still runs', [entry(0, 'start'), ...again], { twice: 1, afterCrash: 0 }],
    [
      'a second call before the first process is killed',
      [entry(0, 'start'), ...again, killed],
      { twice: 1, afterCrash: 0 },
    ],
    ['a first call that was killed', [entry(0, 'start'), killed, ...again], { twice: 0, afterCrash: 1 }],
    [
      'a first call killed between its return and the record of it',
      [entry(0, 'start'), entry(0, 'return'), killed, ...again],
      { twice: 0, afterCrash: 1 },
    ],
    [
      'a first call that threw',
      [entry(0, 'start'), entry(0, 'throw'), ...again],
      { twice: 0, afterCrash: 1 },
    ],
    [
      'another action for the same order after one that threw',
      [entry(0, 'start'), entry(0, 'throw'), { ...entry(0, 'start', 'b/1'), idempotencyKey: 'HC-9-1' }],
      { twice: 1, afterCrash: 0 },
    ],
  ];
  for (const [title, lines, { twice, afterCrash }] of cases) {
    test(`${title}: ${twice} twice, ${afterCrash} after a crash`, () => {
      const { line, failures } = judge(evidence({ approvals: [approval(0)], lines }), nothing);
      assert.equal(line.twice, twice);
      assert.equal(line.repeatedAfterCrash, afterCrash);
      assert.equal(
        failures.some((failure) => failure.startsWith('twice')),
        twice > 0,
      );
    });
  }
});

describe('the verdict on approvals', () => {
  test('an approval is lost if it is neither fulfilled nor in review', () => {
    const approvals = [approval(0), approval(1), approval(2), approval(3)];
    const lines = [...paid, told(1), told(2)];
    const { line } = judge(evidence({ approvals, lines }), nothing);
    assert.deepEqual(
      { approved: line.approved, fulfilled: line.fulfilled, review: line.review, lost: line.lost },
      { approved: 4, fulfilled: 1, review: 2, lost: 1 },
    );
  });

  test('a call that started and never returned fulfills nothing', () => {
    const { line } = judge(evidence({ approvals: [approval(0)], lines: [entry(0, 'start')] }), nothing);
    assert.equal(line.lost, 1);
  });

  test('a fulfilled order without an approval of its own fails the run', () => {
    const approvals = [approval(0), approval(1, { transactionId: '999' })];
    const { failures } = judge(evidence({ approvals, lines: [...paid, entry(1, 'start')] }), nothing);
    assert.ok(failures.some((failure) => failure.startsWith('fulfilled without its payment')));
  });

  test('a review that did not return has told nobody', () => {
    const lines = [told(0, { event: 'start' }), told(0, { event: 'throw' })];
    assert.equal(judge(evidence({ approvals: [approval(0)], lines }), nothing).line.lost, 1);
  });

  test('a review tells of the transactions that it names, and of no other under the same number', () => {
    const approvals = ['900', '901', '902'].map((transactionId) => approval(0, { transactionId }));
    const lines = [told(0, { transactionIds: ['900', '902'] })];
    const { line, failures } = judge(evidence({ approvals, lines }), nothing);
    assert.deepEqual({ review: line.review, lost: line.lost }, { review: 2, lost: 1 });
    assert.match(failures[0] ?? '', /^lost: .*"901"/);
  });

  test('a review that can name none tells of what was approved under its number before it', () => {
    const approvals = [approval(0, { transactionId: '900' }), approval(0, { transactionId: '901', at: 3 })];
    const lines = [told(0, { transactionIds: [] })];
    const { line } = judge(evidence({ approvals, lines }), nothing);
    assert.deepEqual({ review: line.review, lost: line.lost }, { review: 1, lost: 1 });
  });

  const many = Array.from({ length: 20 }, (_, index) => approval(index));
  const fulfilled = (count: number) =>
    many.slice(0, count).map((_, index) => entry(index, 'return', `a/${index}`));
  const reviews = many.map((_, index) => told(index));

  test('95 % of matching approvals fulfilled are enough, fewer fail the run', () => {
    const failuresOf = (count: number) =>
      judge(evidence({ approvals: many, lines: [...fulfilled(count), ...reviews] }), nothing).failures;
    assert.deepEqual(failuresOf(19), []);
    assert.deepEqual(failuresOf(18), [
      'of 20 matching approvals only 90.0 % were fulfilled',
      'of 20 matching card approvals only 90.0 % were fulfilled',
    ]);
  });

  test('bank payments in review count as well: enough cards do not make up for them', () => {
    const banks = [20, 21].map((index) => approval(index, { method: 'bank', statusClearing: 'CLEARED' }));
    const lines = [...fulfilled(20), told(20), told(21)];
    assert.deepEqual(judge(evidence({ approvals: [...many, ...banks], lines }), nothing).failures, [
      'of 22 matching approvals only 90.9 % were fulfilled',
    ]);
  });

  test('an order paid twice, or at a price of yesterday, does not count as matching', () => {
    const approvals = [...many, approval(0, { transactionId: '900' }), approval(30)];
    const priceChanges = new Map([[30, 1]]);
    const lines = [...fulfilled(20).slice(1), told(0, { transactionIds: ['100', '900'] }), told(30)];
    assert.deepEqual(judge(evidence({ approvals, lines, priceChanges }), nothing).failures, []);
  });

  test('too few kills, and a fault used too seldom, fail the run', () => {
    const given = evidence({
      approvals: [approval(0)],
      lines: paid,
      kills: 199,
      faults: { delay: 50, '429': 49 },
    });
    assert.deepEqual(judge(given, { kills: 200, usesOfEachFault: 50 }).failures, [
      'only 199 kills, 200 are needed',
      'fault 429 was used 49 times, 50 are needed',
    ]);
  });
});

describe('the verdict on bank payments', () => {
  const called = (action: MerchantEntry['action'], at = 1_000) => ({ ...entry(0, 'return'), action, at });
  const review = told(0, { at: 1_000 });
  const cases: readonly [string, string, readonly LedgerLine[], string][] = [
    ['cleared and fulfilled, days later', 'CLEARED', [called('pay')], 'fulfilled'],
    ['cleared and told to a person', 'CLEARED', [review], 'review'],
    ['cleared and told to nobody', 'CLEARED', [], 'lost'],
    [
      'fulfilled and come back, and the merchant knows',
      'RETURNED',
      [called('pay'), called('return')],
      'returned',
    ],
    ['fulfilled and come back, and nobody knows', 'RETURNED', [called('pay')], 'lost'],
    ['rejected before it was fulfilled', 'REJECTED', [called('return')], 'returned'],
    ['contested, and a person was told', 'CONTESTED', [review], 'review'],
  ];
  for (const [title, statusClearing, lines, fate] of cases) {
    test(`${title}: ${fate}`, () => {
      const approvals = [approval(0, { method: 'bank', statusClearing })];
      const { line, returned } = judge(evidence({ approvals, lines }), nothing);
      const { fulfilled, review: reviewed, lost } = line;
      const expected = { fulfilled: 0, returned: 0, review: 0, lost: 0, [fate]: 1 };
      assert.deepEqual({ fulfilled, returned, review: reviewed, lost }, expected);
    });
  }

  test('a card has no such time: told after it was due, it is lost', () => {
    const { line } = judge(evidence({ approvals: [approval(0)], lines: [called('pay')] }), nothing);
    assert.equal(line.lost, 1);
  });

  test('that one came back is told once: a second call is twice', () => {
    const again = { ...entry(0, 'start', 'b/1'), action: 'return' } as const;
    const lines = [...paid, { ...entry(0, 'start'), action: 'return' } as const, again];
    assert.equal(judge(evidence({ approvals: [approval(0)], lines }), nothing).line.twice, 1);
  });
});

describe('the verdict on an existing invoice, whose number names many orders', () => {
  const shared = (index: number, differences: Partial<Approval> = {}) =>
    approval(index, { reference: 'STANDING-0', ...differences });

  test('a review that names no transaction is one of its order, and none of another', () => {
    const lines = [told(0, { transactionIds: [], reference: 'STANDING-0' })];
    const { line } = judge(evidence({ approvals: [shared(0), shared(1)], lines }), nothing);
    assert.deepEqual({ review: line.review, lost: line.lost }, { review: 1, lost: 1 });
  });

  test('the second of two equal charges is lost unless a person is told of it', () => {
    const approvals = [shared(0), shared(0, { transactionId: '900' })];
    const lostOf = (lines: readonly LedgerLine[]) => judge(evidence({ approvals, lines }), nothing).line.lost;
    assert.deepEqual([lostOf(paid), lostOf([...paid, told(0, { transactionIds: ['900'] })])], [1, 0]);
  });
});

test('an order that the shop cancelled does not count as matching', () => {
  const approvals = [approval(0), approval(1)];
  const found = evidence({ approvals, lines: [...paid, told(1)], cancelled: new Set([1]) });
  assert.deepEqual(judge(found, nothing).failures, []);
});

test('the line has the keys that are promised, and no others', () => {
  const keys = ['approved', 'fulfilled', 'repeatedAfterCrash', 'twice', 'lost', 'review', 'kills', 'faults'];
  assert.deepEqual(Object.keys(judge(evidence({}), nothing).line), keys);
});

test('reviews of an order may be several, but each is told once', () => {
  const call = (key: string, id: string) => told(0, { event: 'start', call: id, idempotencyKey: key });
  const twiceOf = (...lines: LedgerLine[]) => judge(evidence({ lines }), nothing).line.twice;
  assert.deepEqual(
    [twiceOf(call('1', 'a'), call('2', 'b')), twiceOf(call('1', 'a'), call('1', 'b'))],
    [0, 1],
  );
});
