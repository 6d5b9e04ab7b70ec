import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { isExistingInvoice } from './order-kind.js';
import { indexOf, pricedBy } from './prices.js';
import { judgeRepeats } from './repeats.js';
import { toldUntil, type Review, type Told } from './told.js';

/** What the verdict is made of: the two ledgers, and what the harness itself did. */
export interface Evidence {
  readonly approvals: readonly Approval[];
  readonly lines: readonly LedgerLine[];
  /** By then a card's payment must have found its order, or a person. Bank payments have until the end. */
  readonly cardsAreDueAt: number;
  /** Of `initializer.reviews()`, at that moment and at the end. */
  readonly reviews: { readonly forCards: readonly Review[]; readonly forBanks: readonly Review[] };
  /** How often the price of an order was changed, by its index; 0 is left out. */
  readonly priceChanges: ReadonlyMap<number, number>;
  /** The orders that the shop cancelled, by their index. */
  readonly cancelled: ReadonlySet<number>;
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
  /** Bank payments that came back, and of which the merchant knows that. */
  readonly returned: number;
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

type Fate = 'fulfilled' | 'returned' | 'review' | 'lost';

/**
 * Of the matching approvals, so many at least must be fulfilled and not left to a person. Without its result a bank payment
 * cannot be told from others of the same amount: nothing at Helcim links it to its session, so that more of them are.
 */
const leastFulfilledShare = { card: 0.95, bank: 0.5 };
/** Of fewer bank payments a share says nothing. */
const leastBankPayments = 50;

export function judge(evidence: Evidence, demands: Demands): Verdict {
  const { lines, kills, faults } = evidence;
  const fates = fatesOf(evidence);
  const approvals = withoutTwins(fates);
  const of = (fate: Fate) => approvals.filter((approval) => fates.get(approval) === fate);
  const { twice, afterCrash } = judgeRepeats(lines);
  const lost = of('lost');
  return {
    line: {
      approved: approvals.length,
      fulfilled: of('fulfilled').length,
      repeatedAfterCrash: afterCrash.length,
      twice: twice.length,
      lost: lost.length,
      review: of('review').length,
      returned: of('returned').length,
      kills,
      faults,
    },
    failures: [
      ...lost.map((approval) => `lost: ${JSON.stringify(approval)}${besides(approval, approvals)}`),
      ...twice.map((entry) => `twice: ${JSON.stringify(entry)}`),
      ...withoutPayment(evidence).map((entry) => `fulfilled without its payment: ${JSON.stringify(entry)}`),
      ...tooFewFulfilled(matching(evidence, approvals), fates),
      ...unmet(evidence, demands),
    ],
  };
}

/**
 * Two equal charges on an existing invoice cannot be told from the payments of two customers: what one order does not know of is
 * the other's, for all that Helcim tells. Such a pair is judged by the one that was told.
 */
function withoutTwins(fates: ReadonlyMap<Approval, Fate>): Approval[] {
  const approvals = [...fates.keys()];
  const told = new Set(
    approvals.filter((approval) => fates.get(approval) !== 'lost').map((approval) => approval.amountCents),
  );
  return approvals.filter(
    (approval) =>
      fates.get(approval) !== 'lost' ||
      !isExistingInvoice(approval.reference) ||
      !told.has(approval.amountCents),
  );
}

function fatesOf({ approvals, lines, reviews, cardsAreDueAt }: Evidence): ReadonlyMap<Approval, Fate> {
  const told = {
    card: toldUntil(cardsAreDueAt, lines, reviews.forCards),
    bank: toldUntil(Infinity, lines, reviews.forBanks),
  };
  return new Map(approvals.map((approval) => [approval, fateOf(approval, told[approval.method])]));
}

function fateOf(approval: Approval, told: Told): Fate {
  const hasComeBack = ['REJECTED', 'RETURNED', 'CONTESTED'].includes(approval.statusClearing ?? '');
  if (hasComeBack && told.cameBack(approval)) return 'returned';
  if (!hasComeBack && told.hasPaid(approval)) return 'fulfilled';
  return told.needsPerson(approval) ? 'review' : 'lost';
}

/** What helps to understand a loss. */
function besides({ transactionId, reference }: Approval, approvals: readonly Approval[]): string {
  const others = approvals.filter(
    (other) => other.reference === reference && other.transactionId !== transactionId,
  );
  return others.map((other) => `, besides ${other.transactionId} of the same number`).join('');
}

/** Calls for a transaction that was never approved, or was approved for another order. */
function withoutPayment({ approvals, lines }: Evidence): MerchantEntry[] {
  const paidFor = new Map(
    approvals.map(({ transactionId, amountCents }) => [transactionId, pricedBy(amountCents).index]),
  );
  return lines
    .filter((line): line is MerchantEntry => line.event === 'start')
    .filter(({ transactionId, orderId }) => paidFor.get(transactionId) !== indexOf(orderId));
}

/** An approval matches if it is the only one of an order that still stands, for the price that the shop asked last. */
function matching(
  { approvals: all, priceChanges, cancelled }: Evidence,
  approvals: readonly Approval[],
): Approval[] {
  const counts = new Map<number, number>();
  for (const { amountCents } of all) {
    const { index } = pricedBy(amountCents);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return approvals.filter(({ amountCents }) => {
    const { index, version } = pricedBy(amountCents);
    return counts.get(index) === 1 && version === (priceChanges.get(index) ?? 0) && !cancelled.has(index);
  });
}

function tooFewFulfilled(all: readonly Approval[], fates: ReadonlyMap<Approval, Fate>): string[] {
  const cards = all.filter(({ method }) => method === 'card');
  const banks = all.filter(({ method, statusClearing }) => method === 'bank' && statusClearing === 'CLEARED');
  return [
    ...(isEnough(cards, fates, leastFulfilledShare.card) ? [] : [shareText('card', cards, fates)]),
    ...(banks.length < leastBankPayments || isEnough(banks, fates, leastFulfilledShare.bank)
      ? []
      : [shareText('bank', banks, fates)]),
  ];
}

function isEnough(all: readonly Approval[], fates: ReadonlyMap<Approval, Fate>, least: number): boolean {
  return all.length > 0 && shareOf(all, fates) >= least;
}

function shareOf(all: readonly Approval[], fates: ReadonlyMap<Approval, Fate>): number {
  return all.filter((approval) => fates.get(approval) === 'fulfilled').length / all.length;
}

function shareText(
  method: Approval['method'],
  all: readonly Approval[],
  fates: ReadonlyMap<Approval, Fate>,
): string {
  const share = (shareOf(all, fates) * 100).toFixed(1);
  return `of ${all.length} matching ${method} approvals only ${share} % were fulfilled`;
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
