import { kindOf } from './order-kind.js';
import { between, mixed, pick, randomOf } from './random.js';
import { minute, second } from './virtual-clock.js';

/** What a buyer is going to do, drawn beforehand from the buyer's number alone. */
export interface BuyerPlan {
  /** After the first buyer. */
  readonly arrivesAfterMs: number;
  readonly doubleClick: boolean;
  readonly secondTab: boolean;
  readonly forgery: 'none' | 'invented' | 'misdirected';
  readonly declines: number;
  /** What becomes of the modal when the shop changes the price meanwhile. */
  readonly priceChange: 'none' | 'pays new' | 'pays old' | 'pays both';
  /** Between the modal's opening and the payment. */
  readonly thinksMs: number;
  readonly pays: boolean;
  /** What becomes of the SUCCESS that the modal posts. */
  readonly result: 'posted' | 'lost' | 'parked' | 'posted twice' | 'posted to two servers';
  /** How long a parked result rests. */
  readonly parkedMs: number;
  readonly card: string;
  /** The account that pays, where the buyer pays from a bank. */
  readonly account: string | undefined;
  /** The shop cancels the order meanwhile; `for good`: it does not sell it any more either. */
  readonly cancelled: 'not' | 'for good' | 'and sold again';
  readonly cancelledAfterMs: number;
  /** What a buyer does who saw no SUCCESS. */
  readonly withoutSuccess: 'leaves' | 'tries again' | 'comes back later';
  readonly reloadsAfterwards: boolean;
}

/** Of the simulator's test accounts: clears, is rejected, clears and comes back, clears and is contested. */
const accounts = { '100200300': 70, '100200301': 10, '100200302': 10, '100200303': 10 };
export const declinedAccount = '100200304';

const cards = ['5413330089099130', '5413330089020011', '4124939999999990', '4242424242424242'];

export function planOf(seed: number, index: number, dayMs: number): BuyerPlan {
  const random = randomOf(seed, 'buyer', index);
  const kind = kindOf(seed, index);
  const paysFromBank = kind === 'bank' || (kind === 'either' && randomOf(seed, 'either', index)() < 0.5);
  return {
    arrivesAfterMs: between(random, 0, dayMs),
    doubleClick: random() < 0.08,
    secondTab: random() < 0.06,
    forgery: mixed(random, { none: 94, invented: 4, misdirected: 2 }),
    declines: random() < 0.08 ? Math.ceil(random() * 3) : 0,
    priceChange: mixed(random, { none: 95, 'pays new': 3, 'pays old': 1.5, 'pays both': 0.5 }),
    thinksMs: random() < 0.03 ? between(random, 50, 61) * minute : between(random, 5 * second, 3 * minute),
    pays: random() < 0.95,
    result: mixed(random, {
      posted: 70,
      // Faults lose enough of those of bank payments, which a person must look for then.
      lost: paysFromBank ? 0 : 8,
      parked: 6,
      'posted twice': 8,
      'posted to two servers': 8,
    }),
    parkedMs: between(random, 1, 69) * minute,
    card: pick(random, cards),
    withoutSuccess: mixed(random, { leaves: 45, 'tries again': 45, 'comes back later': 10 }),
    reloadsAfterwards: random() < 0.1,
    account: paysFromBank ? mixed(random, accounts) : undefined,
    cancelled: mixed(random, { not: 95, 'for good': 3, 'and sold again': 2 }),
    cancelledAfterMs: between(random, second, 4 * minute),
  };
}
