import { between, mixed, randomOf } from './random.js';
import { minute, second } from './virtual-clock.js';

/** What is going to happen at the till, drawn beforehand from the customer's number alone. */
export interface TillPlan {
  /** After the first customer of the day. */
  readonly arrivesAfterMs: number;
  /** The customer has opened the payment online before, and pays there too, if so it is. */
  readonly online: 'no' | 'opened' | 'pays there too';
  /** The device when the clerk begins. */
  readonly device: 'awake' | 'asleep' | 'without network';
  readonly customer:
    'pays' | 'cancels and leaves' | 'cancels and pays then' | 'walks away' | 'pays after the clerk gave up';
  readonly declines: number;
  /** The connection of the device ends while it waits for the card. */
  readonly losesConnection: boolean;
  readonly thinksMs: number;
  /** Cents, too few to make the amount one that is declined. */
  readonly tipCents: number;
  /** The clerk presses the button twice. */
  readonly doubleClick: boolean;
}

export function tillPlanOf(seed: number, index: number, dayMs: number): TillPlan {
  const random = randomOf(seed, 'till', index);
  return {
    arrivesAfterMs: between(random, 0, dayMs),
    online: mixed(random, { no: 88, opened: 7, 'pays there too': 5 }),
    device: mixed(random, { awake: 90, asleep: 7, 'without network': 3 }),
    customer: mixed(random, {
      pays: 80,
      'cancels and leaves': 5,
      'cancels and pays then': 6,
      'walks away': 5,
      'pays after the clerk gave up': 4,
    }),
    declines: random() < 0.15 ? Math.ceil(random() * 3) : 0,
    losesConnection: random() < 0.08,
    thinksMs: between(random, 3 * second, minute),
    tipCents: random() < 0.4 ? Math.floor(random() * 51) : 0,
    doubleClick: random() < 0.1,
  };
}
