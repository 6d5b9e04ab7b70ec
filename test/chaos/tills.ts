import type { Simulator } from '../../packages/initializer/simulator/index.js';
import { randomOf } from './random.js';
import { ShopLine } from './shop-line.js';
import type { Street } from './street.js';
import { Till } from './till.js';
import { second } from './virtual-clock.js';

/** Customers at a till stand in line: more tills for a busier shop. */
const count = 6;

/** Devices that are switched on, logged in, and paired with the shop. */
export async function openTills(simulator: Simulator, street: Street): Promise<Till[]> {
  const line = new ShopLine(street, 0, randomOf(street.seed, 'tills'));
  const tills: Till[] = [];
  while (tills.length < count) tills.push(await Till.open(simulator));
  for (const { code } of tills) {
    while ((await line.call('POST', '/till/devices', { code }))?.status !== 201)
      await street.clock.sleep(second);
  }
  return tills;
}
