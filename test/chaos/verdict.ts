import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { indexOf, pricedBy } from './prices.js';
import { judgeRepeats } from './repeats.js';
import { toldUntil, type Told } from './told.js';

/** What the verdict is made of: the two ledgers, and what the harness itself did. */
export interface Evidence {
  readonly approvals: readonly Approval[];
  readonly lines: readonly LedgerLine[];
  /** By then a card's payment must have found its order, or a person. Bank payments have until the end. */
  readonly cardsAreDueAt: number;
  /** How often the price of an order was changed, by its index; 0 is left out. */
  readonly priceChanges: ReadonlyMap<number, number>;
  /** The orders that the shop cancelled, by their index. */
  readonly cancelled: ReadonlySet<number>;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** The last line that is printed, with these keys and no others. */
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
  /** Bank payments that came back, and of which the merchant knows that. */
  readonly returned: number;
  readonly shares: Shares;
  /** Why the run failed, one sentence for each reason; empty if it did not. */
  readonly failures: readonly string[];
}

type Fate = 'fulfilled' | 'returned' | 'review' | 'lost';

/** Of the matching approvals, from 0 to 1, those that were fulfilled and not left to a person; `NaN` of none. */
export interface Shares {
  readonly all: number;
  readonly card: number;
  /** Without its result a bank payment cannot be told from others of the same amount: more of them need a person. */
  readonly bank: number;
}

const leastFulfilledShare: Shares = { all: 0.95, card: 0.95, bank: 0.5 };
/** Of fewer bank payments a share says nothing. */
const leastBankPayments = 50;

export function judge(evidence: Evidence, demands: Demands): Verdict {
  const { lines, kills, faults } = evidence;
  const fates = fatesOf(evidence);
  const { approvals } = evidence;
  const of = (fate: Fate) => approvals.filter((approval) => fates.get(approval) === fate);
  const { twice, afterCrash } = judgeRepeats(lines);
  const lost = of('lost');
  const matching = matchingKinds(evidence, fates);
  const shares = {
    all: shareOf(matching.all, fates),
    card: shareOf(matching.card, fates),
    bank: shareOf(matching.bank, fates),
  };
  return {
    shares,
    returned: of('returned').length,
    line: {
      approved: approvals.length,
      fulfilled: of('fulfilled').length,
      repeatedAfterCrash: afterCrash.length,
      twice: twice.length,
      lost: lost.length,
      review: of('review').length,
      kills,
      faults,
    },
    failures: [
      ...lost.map((approval) => `lost: ${JSON.stringify(approval)}${besides(approval, approvals)}`),
      ...twice.map((entry) => `twice: ${JSON.stringify(entry)}`),
      ...withoutPayment(evidence).map((entry) => `fulfilled without its payment: ${JSON.stringify(entry)}`),
      ...tooFewFulfilled(matching, shares),
      ...unmet(evidence, demands),
    ],
  };
}

function fatesOf({ approvals, lines, cardsAreDueAt }: Evidence): ReadonlyMap<Approval, Fate> {
  const told = {
    card: toldUntil(cardsAreDueAt, lines),
    bank: toldUntil(Infinity, lines),
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
    .filter((line): line is MerchantEntry => line.event === 'start' && line.action !== 'review')
    .filter(
      ({ transactionIds: [transactionId = ''], orderId }) => paidFor.get(transactionId) !== indexOf(orderId),
    );
}

type Matching = Readonly<Record<keyof Shares, readonly Approval[]>>;

/**
 * An approval matches if it is the only one of an order that still stands, for the price that the shop asked last. What has gone
 * back is nobody's to fulfill.
 */
function matchingKinds(
  { approvals, priceChanges, cancelled }: Evidence,
  fates: ReadonlyMap<Approval, Fate>,
): Matching {
  const counts = new Map<number, number>();
  for (const { amountCents } of approvals) {
    const { index } = pricedBy(amountCents);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  const all = approvals.filter((approval) => {
    const { index, version } = pricedBy(approval.amountCents);
    const isStanding = version === (priceChanges.get(index) ?? 0) && !cancelled.has(index);
    return counts.get(index) === 1 && isStanding && fates.get(approval) !== 'returned';
  });
  const of = (kind: Approval['method']) => all.filter(({ method }) => method === kind);
  return { all, card: of('card'), bank: of('bank') };
}

function shareOf(all: readonly Approval[], fates: ReadonlyMap<Approval, Fate>): number {
  return all.filter((approval) => fates.get(approval) === 'fulfilled').length / all.length;
}

function tooFewFulfilled(matching: Matching, shares: Shares): string[] {
  const names = { all: '', card: 'card ', bank: 'bank ' };
  const kinds = (['all', 'card', 'bank'] as const).filter(
    (kind) => kind !== 'bank' || matching.bank.length >= leastBankPayments,
  );
  return kinds
    .filter((kind) => !(shares[kind] >= leastFulfilledShare[kind]))
    .map((kind) => {
      const share = (shares[kind] * 100).toFixed(1);
      return `of ${matching[kind].length} matching ${names[kind]}approvals only ${share} % were fulfilled`;
    });
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
