import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { priceInCents, pricedBy } from './prices.js';
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
  return { event, process, call, action: actionOf(event), transactionId: `${100 + index}`, at: 2, ...names };
}

function actionOf(event: MerchantEntry['event']): MerchantEntry['action'] {
  return event === 'review' ? 'review' : 'pay';
}

function evidence(differences: Partial<Evidence>): Evidence {
  const empty = { approvals: [], lines: [], reviews: listed([]), cardsAreDueAt: 10 };
  const shop = { priceChanges: new Map<number, number>(), cancelled: new Set<number>() };
  return { ...empty, ...shop, kills: 0, faults: {}, ...differences };
}

function listed(all: readonly Approval[]): Evidence['reviews'] {
  const reviews = all.map(({ reference, amountCents }) => ({
    reference,
    orderId: `order-${pricedBy(amountCents).index}`,
  }));
  return { forCards: reviews, forBanks: reviews };
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
    const lines = [...paid, { ...entry(1, 'review'), reference: 'another' }];
    const { line } = judge(evidence({ approvals, lines, reviews: listed([approval(2)]) }), nothing);
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

  const many = Array.from({ length: 20 }, (_, index) => approval(index));
  const fulfilled = (count: number) =>
    many.slice(0, count).map((_, index) => entry(index, 'return', `a/${index}`));

  test('95 % of matching approvals fulfilled are enough, fewer fail the run', () => {
    const reviews = listed(many);
    assert.deepEqual(
      judge(evidence({ approvals: many, lines: fulfilled(19), reviews }), nothing).failures,
      [],
    );
    assert.match(
      judge(evidence({ approvals: many, lines: fulfilled(18), reviews }), nothing).failures.join(),
      /matching card approvals only 90\.0 % were fulfilled/,
    );
  });

  test('an order paid twice, or at a price of yesterday, does not count as matching', () => {
    const approvals = [...many, approval(0, { transactionId: '900' }), approval(30)];
    const reviews = listed(approvals);
    const priceChanges = new Map([[30, 1]]);
    const lines = fulfilled(20).slice(1);
    assert.deepEqual(judge(evidence({ approvals, lines, reviews, priceChanges }), nothing).failures, []);
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
  const told = (event: 'pay' | 'return', at = 1_000) => ({ ...entry(0, 'return'), action: event, at });
  const review = { ...entry(0, 'review'), at: 1_000 };
  const cases: readonly [string, string, readonly LedgerLine[], string][] = [
    ['cleared and fulfilled, days later', 'CLEARED', [told('pay')], 'fulfilled'],
    ['cleared and told to a person', 'CLEARED', [review], 'review'],
    ['cleared and told to nobody', 'CLEARED', [], 'lost'],
    [
      'fulfilled and come back, and the merchant knows',
      'RETURNED',
      [told('pay'), told('return')],
      'returned',
    ],
    ['fulfilled and come back, and nobody knows', 'RETURNED', [told('pay')], 'lost'],
    ['rejected before it was fulfilled', 'REJECTED', [told('return')], 'returned'],
    ['contested, and a person was told', 'CONTESTED', [review], 'review'],
  ];
  for (const [title, statusClearing, lines, fate] of cases) {
    test(`${title}: ${fate}`, () => {
      const approvals = [approval(0, { method: 'bank', statusClearing })];
      const {
        fulfilled,
        returned,
        review: reviews,
        lost,
      } = judge(evidence({ approvals, lines }), nothing).line;
      const expected = { fulfilled: 0, returned: 0, review: 0, lost: 0, [fate]: 1 };
      assert.deepEqual({ fulfilled, returned, review: reviews, lost }, expected);
    });
  }

  test('a card has no such time: told after it was due, it is lost', () => {
    const { line } = judge(evidence({ approvals: [approval(0)], lines: [told('pay')] }), nothing);
    assert.equal(line.lost, 1);
  });

  test('that one came back is told once: a second call is twice', () => {
    const again = { ...entry(0, 'start', 'b/1'), action: 'return' } as const;
    const lines = [...paid, { ...entry(0, 'start'), action: 'return' } as const, again];
    assert.equal(judge(evidence({ approvals: [approval(0)], lines }), nothing).line.twice, 1);
  });
});

test('an existing invoice names many orders: a review of one is none of another', () => {
  const shared = (index: number) => approval(index, { reference: 'STANDING-0' });
  const reviews = listed([approval(0)]);
  const { line } = judge(evidence({ approvals: [shared(0), shared(1)], reviews }), nothing);
  assert.deepEqual({ review: line.review, lost: line.lost }, { review: 1, lost: 1 });
});

test('of two equal charges on an existing invoice one is enough, whichever it is; without any both are lost', () => {
  const twins = ['900', '100'].map((transactionId) =>
    approval(0, { transactionId, reference: 'STANDING-0' }),
  );
  const lostOf = (lines: readonly LedgerLine[]) =>
    judge(evidence({ approvals: twins, lines }), nothing).line.lost;
  assert.deepEqual([lostOf(paid), lostOf([])], [0, 2]);
});

test('an order that the shop cancelled does not count as matching', () => {
  const approvals = [approval(0), approval(1)];
  const found = evidence({ approvals, lines: paid, reviews: listed([approval(1)]), cancelled: new Set([1]) });
  assert.deepEqual(judge(found, nothing).failures, []);
});
