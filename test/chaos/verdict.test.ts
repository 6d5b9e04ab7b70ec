import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { priceInCents } from './prices.js';
import { judge, type Demands, type Evidence } from './verdict.js';

const nothing: Demands = { usesOfEachFault: 0, kills: 0 };

function approval(index: number, differences: Partial<Approval> = {}): Approval {
  const amountCents = priceInCents({ index, version: 0 });
  return { transactionId: `${100 + index}`, reference: `HC-${index}`, amountCents, at: 1, ...differences };
}

function entry(index: number, event: MerchantEntry['event'], call = 'a/1'): MerchantEntry {
  const names = { orderId: `order-${index}`, reference: `HC-${index}`, idempotencyKey: `HC-${index}-1` };
  const [process = ''] = call.split('/');
  return { event, process, call, transactionId: `${100 + index}`, at: 2, ...names };
}

function evidence(differences: Partial<Evidence>): Evidence {
  const empty = { approvals: [], lines: [], reviews: [], priceChanges: new Map<number, number>() };
  return { ...empty, kills: 0, faults: {}, ...differences };
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
    const { line } = judge(evidence({ approvals, lines, reviews: ['HC-2'] }), nothing);
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
    const reviews = many.map(({ reference }) => reference);
    assert.deepEqual(
      judge(evidence({ approvals: many, lines: fulfilled(19), reviews }), nothing).failures,
      [],
    );
    assert.match(
      judge(evidence({ approvals: many, lines: fulfilled(18), reviews }), nothing).failures.join(),
      /only 90\.0 % were fulfilled/,
    );
  });

  test('an order paid twice, or at a price of yesterday, does not count as matching', () => {
    const approvals = [...many, approval(0, { transactionId: '900' }), approval(30)];
    const reviews = approvals.map(({ reference }) => reference);
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
