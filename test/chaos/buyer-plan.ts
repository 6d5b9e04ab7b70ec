import { between, pick, randomOf, type Random } from './random.js';
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
  /** What a buyer does who saw no SUCCESS. */
  readonly withoutSuccess: 'leaves' | 'tries again' | 'comes back later';
  readonly reloadsAfterwards: boolean;
}

const cards = ['5413330089099130', '5413330089020011', '4124939999999990', '4242424242424242'];

export function planOf(seed: number, index: number, dayMs: number): BuyerPlan {
  const random = randomOf(seed, 'buyer', index);
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
      lost: 8,
      parked: 6,
      'posted twice': 8,
      'posted to two servers': 8,
    }),
    parkedMs: between(random, 1, 69) * minute,
    card: pick(random, cards),
    withoutSuccess: mixed(random, { leaves: 45, 'tries again': 45, 'comes back later': 10 }),
    reloadsAfterwards: random() < 0.1,
  };
}

/** One of the names, each as likely as its weight says. */
function mixed<Name extends string>(random: Random, weights: Readonly<Record<Name, number>>): Name {
  const entries = Object.entries<number>(weights) as [Name, number][];
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0];
  if (!found) throw new Error('Nothing to draw from.');
  return found[0];
}
