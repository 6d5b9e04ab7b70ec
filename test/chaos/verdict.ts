import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { indexOf, pricedBy } from './prices.js';
import { judgeRepeats } from './repeats.js';

/** What the verdict is made of: the two ledgers, and what the harness itself did. */
export interface Evidence {
  readonly approvals: readonly Approval[];
  readonly lines: readonly LedgerLine[];
  /** References of `initializer.reviews()`. */
  readonly reviews: readonly string[];
  /** How often the price of an order was changed, by its index; 0 is left out. */
  readonly priceChanges: ReadonlyMap<number, number>;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** The last line that is printed. */
export interface Line {
  readonly approved: number;
  readonly fulfilled: number;
  readonly repeatedAfterCrash: number;
  readonly twice: number;
  readonly lost: number;
  readonly review: number;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** What a run must reach before it proves anything. */
export interface Demands {
  /** Each fault of `Evidence.faults` at least so often. */
  readonly usesOfEachFault: number;
  readonly kills: number;
}

export interface Verdict {
  readonly line: Line;
  /** Why the run failed, one sentence for each reason; empty if it did not. */
  readonly failures: readonly string[];
}

/** Of the matching approvals, so many at least must be fulfilled and not left to a person. */
const leastFulfilledShare = 0.95;

export function judge(evidence: Evidence, demands: Demands): Verdict {
  const { approvals, lines, kills, faults } = evidence;
  const entries = lines.filter((line) => line.event !== 'killed');
  const returned = new Set(entries.filter(({ event }) => event === 'return').map(transactionIdOf));
  const fulfilled = approvals.filter((approval) => returned.has(approval.transactionId));
  const others = approvals.filter((approval) => !returned.has(approval.transactionId));
  const inReview = others.filter(reviewOf(entries, evidence.reviews));
  const lost = others.filter((approval) => !inReview.includes(approval));
  const { twice, afterCrash } = judgeRepeats(lines);
  const counts = { approved: approvals.length, fulfilled: fulfilled.length };
  const repeats = { repeatedAfterCrash: afterCrash.length, twice: twice.length };
  return {
    line: { ...counts, ...repeats, lost: lost.length, review: inReview.length, kills, faults },
    failures: [
      ...lost.map((approval) => `lost: ${JSON.stringify(approval)}${besides(approval, approvals)}`),
      ...twice.map((entry) => `twice: ${JSON.stringify(entry)}`),
      ...withoutPayment(approvals, entries).map(
        (entry) => `fulfilled without its payment: ${JSON.stringify(entry)}`,
      ),
      ...tooFewFulfilled(evidence, returned),
      ...unmet(evidence, demands),
    ],
  };
}

function transactionIdOf({ transactionId }: MerchantEntry): string {
  return transactionId;
}

/** What helps to understand a loss. */
function besides({ transactionId, reference }: Approval, approvals: readonly Approval[]): string {
  const others = approvals.filter(
    (other) => other.reference === reference && other.transactionId !== transactionId,
  );
  return others.map((other) => `, besides ${other.transactionId} of the same session`).join('');
}

/** Whether a person was told of an approval: by `onReview`, or by `reviews()`. */
function reviewOf(
  entries: readonly MerchantEntry[],
  reviews: readonly string[],
): (approval: Approval) => boolean {
  const told = entries.filter(({ event }) => event === 'review');
  const transactions = new Set(told.map(transactionIdOf));
  const references = new Set([...told.map(({ reference }) => reference), ...reviews]);
  return ({ transactionId, reference }) => transactions.has(transactionId) || references.has(reference);
}

/** Calls of `fulfill` for a transaction that was never approved, or was approved for another order. */
function withoutPayment(approvals: readonly Approval[], entries: readonly MerchantEntry[]): MerchantEntry[] {
  const paidFor = new Map(
    approvals.map(({ transactionId, amountCents }) => [transactionId, pricedBy(amountCents).index]),
  );
  return entries.filter(
    ({ event, transactionId, orderId }) =>
      event === 'start' && paidFor.get(transactionId) !== indexOf(orderId),
  );
}

/** An approval matches if it is the only one of its order, for the price that the shop asked last. */
function matching({ approvals, priceChanges }: Evidence): Approval[] {
  const counts = new Map<number, number>();
  for (const { amountCents } of approvals) {
    const { index } = pricedBy(amountCents);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return approvals.filter(({ amountCents }) => {
    const { index, version } = pricedBy(amountCents);
    return counts.get(index) === 1 && version === (priceChanges.get(index) ?? 0);
  });
}

function tooFewFulfilled(evidence: Evidence, returned: ReadonlySet<string>): string[] {
  const all = matching(evidence);
  const share = all.filter(({ transactionId }) => returned.has(transactionId)).length / all.length;
  if (all.length > 0 && share >= leastFulfilledShare) return [];
  return [`of ${all.length} matching approvals only ${(share * 100).toFixed(1)} % were fulfilled`];
}

function unmet({ kills, faults }: Evidence, demands: Demands): string[] {
  const rare = Object.entries(faults).filter(([, uses]) => uses < demands.usesOfEachFault);
  return [
    ...(kills < demands.kills ? [`only ${kills} kills, ${demands.kills} are needed`] : []),
    ...rare.map(
      ([kind, uses]) => `fault ${kind} was used ${uses} times, ${demands.usesOfEachFault} are needed`,
    ),
  ];
}
