import type { Random } from './random.js';
import type { Traffic } from './traffic.js';
import type { VirtualClock } from './virtual-clock.js';

/** What all buyers share. */
export interface Street {
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly traffic: Traffic;
  /** When the last buyer has arrived. */
  readonly dayMs: number;
  readonly modalUrl: string;
  /** Where some server of the shop takes requests now. */
  readonly addressOf: (random: Random) => string | undefined;
  /** Every session id that a buyer has seen. */
  readonly sessions: string[];
  /** How often the price of an order was changed, by its index. */
  readonly priceChanges: Map<number, number>;
  /** The orders that the shop cancelled, by their index. */
  readonly cancelled: Set<number>;
}
