import type { Simulator } from '../../packages/initializer/simulator/index.js';
import type { Arguments } from './arguments.js';
import { Buyer } from './buyer.js';
import { letItStorm, repeatFaults } from './faults.js';
import { drawKills, killServers, type Kill, type MortalRedis } from './kills.js';
import { isAtTill } from './order-kind.js';
import { pick, randomOf } from './random.js';
import type { RunPlan } from './run-plan.js';
import type { ServerPool } from './server-pool.js';
import type { Street } from './street.js';
import { changeSwitches } from './switch-changes.js';
import { TillCustomer } from './till-customer.js';
import type { Till } from './till.js';
import { openTills } from './tills.js';
import type { Recorded } from './trace.js';
import type { Evidence } from './verdict.js';
import { day, hour } from './virtual-clock.js';

/** After the last buyer, for cards. */
const waitForReconcilersMs = 30 * hour;
/** Over a weekend, three business days until a bank payment clears, two more until it comes back, and time to look. */
const waitForBanksMs = 8 * day;

export interface Inhabitants {
  readonly street: Street;
  readonly simulator: Simulator;
  readonly pool: ServerPool;
  readonly redis: MortalRedis | undefined;
  /** From now on the time may go in longer strides. */
  readonly hurry: () => void;
}

/** The day of the buyers, with all its troubles, the time that reconcilers have afterwards, and the days of the banks. */
export async function liveThrough(
  { checkouts, seed }: Arguments,
  { dayMs, serverKills, redisKills }: RunPlan,
  recorded: Recorded | undefined,
  { street, simulator, pool, redis, hurry }: Inhabitants,
): Promise<Pick<Evidence, 'cardsAreDueAt'>> {
  const { clock } = street;
  const tills = await openTills(simulator, street);
  const kills: readonly Kill[] =
    recorded?.kills.map((kill) => ({ ...kill, share: 0 })) ?? drawKills({ seed, dayMs, times: serverKills });
  if (recorded) repeatFaults(simulator, recorded.faults, dayMs);
  await Promise.all([
    ...Array.from({ length: checkouts }, (_, index) => customer(street, index, tills).live()),
    recorded ? undefined : letItStorm(simulator, clock, { seed, dayMs }),
    changeSwitches(simulator, clock, { seed, dayMs }),
    killServers(pool, clock, kills),
    redis?.dieNowAndThen(clock, { seed, dayMs, times: redisKills }),
  ]);
  await clock.sleep(waitForReconcilersMs);
  const cardsAreDueAt = clock.now();
  hurry();
  await clock.sleep(waitForBanksMs - waitForReconcilersMs);
  return { cardsAreDueAt };
}

function customer(street: Street, index: number, tills: readonly Till[]): Buyer | TillCustomer {
  if (!isAtTill(street.seed, index)) return new Buyer(street, index);
  return new TillCustomer(street, index, pick(randomOf(street.seed, 'which till', index), tills));
}
