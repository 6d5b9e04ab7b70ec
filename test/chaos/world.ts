import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../packages/initializer/simulator/index.js';
import { startRedis } from '../helpers/redis-server.js';
import type { Arguments } from './arguments.js';
import { buildServer } from './build-server.js';
import { Buyer } from './buyer.js';
import { faultUses, letItStorm } from './faults.js';
import { killServers, MortalRedis } from './kills.js';
import { readApprovals, readMerchantLedger } from './ledgers.js';
import { planOfRun, type RunPlan } from './run-plan.js';
import { ServerPool } from './server-pool.js';
import type { StoreAddress } from './server-task.js';
import type { Street } from './street.js';
import { keepTime, watchTime } from './time-keeper.js';
import { Traffic } from './traffic.js';
import type { Evidence } from './verdict.js';
import { hour, VirtualClock } from './virtual-clock.js';
import { WebhookRoad } from './webhook-road.js';

/** The eve of the day on which Mountain Time goes over to its daylight-saving hours. */
const firstMoment = Date.UTC(2026, 2, 7, 20);
const waitForReconcilersMs = 30 * hour;

/** What a run leaves behind. */
export interface Remains {
  readonly evidence: Evidence;
  /** What went wrong with the harness itself. */
  readonly troubles: readonly string[];
  /** Holds the merchant's ledger and the store. */
  readonly folder: string;
}

/** Builds the world, lets the day and thirty more hours pass, and gathers the ledgers. */
export async function runWorld(given: Arguments): Promise<Remains> {
  // A kill takes nothing that the kernel has got, so a disk in memory proves as much and is not waited for.
  if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const closers: (() => unknown)[] = [];
  try {
    return await live(given, folder, closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function live(given: Arguments, folder: string, closers: (() => unknown)[]): Promise<Remains> {
  const clock = new VirtualClock(firstMoment);
  const traffic = new Traffic();
  const plan = planOfRun(given);
  const { address, redis } = await openStore(given.store, folder, closers);
  const road = await WebhookRoad.open(traffic, (random) => pool.address(random), given.seed);
  closers.push(() => road.close());
  const simulator = await startSimulator({
    clock,
    rateLimits: given.rateLimits,
    webhooks: { url: road.url },
  });
  closers.push(() => simulator.close());
  const ledgerPath = join(folder, 'merchant.jsonl');
  const { apiUrl, tokens, webhookVerifierToken } = simulator;
  const { seed, broken, rateLimits } = given;
  const program = await buildServer();
  closers.push(() => program.remove());
  const pool = new ServerPool(
    program.path,
    {
      ...{ seed, broken, rateLimits, ledgerPath, apiUrl, webhookVerifierToken },
      ...{ store: address, apiToken: tokens.helcimPay, readToken: tokens.read, deadliness: plan.deadliness },
    },
    clock,
  );
  await pool.open(given.processes);
  closers.push(() => pool.close());

  const priceChanges = new Map<number, number>();
  const street = {
    ...{ seed, clock, traffic, priceChanges, dayMs: plan.dayMs, modalUrl: simulator.modalUrl },
    addressOf: pool.address.bind(pool),
    sessions: [],
  };
  const ending = new AbortController();
  const isBusy = () => traffic.underWay > 0 || pool.isBusy || redis?.isDown === true;
  const time = keepTime(clock, pool, isBusy, pokeOf(simulator), ending.signal);
  const life = liveThrough(given, plan, { street, simulator, pool, redis });
  await Promise.race([life, time, watchTime(clock, ending.signal)]);

  const reviews = await pool.reviews();
  ending.abort();
  await time;
  return {
    folder,
    troubles: pool.failures,
    evidence: {
      approvals: await readApprovals(simulator.url),
      lines: readMerchantLedger(ledgerPath),
      reviews,
      priceChanges,
      kills: pool.kills + (redis?.kills ?? 0),
      faults: faultUses(simulator),
    },
  };
}

interface Inhabitants {
  readonly street: Street;
  readonly simulator: Simulator;
  readonly pool: ServerPool;
  readonly redis: MortalRedis | undefined;
}

/** The day of the buyers, with all its troubles, and the time that reconcilers have afterwards. */
async function liveThrough(
  { checkouts, seed }: Arguments,
  { dayMs, serverKills, redisKills }: RunPlan,
  { street, simulator, pool, redis }: Inhabitants,
): Promise<void> {
  const { clock } = street;
  await Promise.all([
    ...Array.from({ length: checkouts }, (_, index) => new Buyer(street, index).live()),
    letItStorm(simulator, clock, { seed, dayMs }),
    killServers(pool, clock, { seed, dayMs, times: serverKills }),
    redis?.dieNowAndThen(clock, { seed, dayMs, times: redisKills }),
  ]);
  await clock.sleep(waitForReconcilersMs);
}

async function openStore(
  kind: StoreAddress['kind'],
  folder: string,
  closers: (() => unknown)[],
): Promise<{ address: StoreAddress; redis?: MortalRedis }> {
  if (kind === 'memory') return { address: { kind } };
  if (kind === 'sqlite') return { address: { kind, path: join(folder, 'checkout.db') } };
  const server = await startRedis();
  closers.push(() => server.stop());
  return { address: { kind, url: server.url }, redis: new MortalRedis(server) };
}

/**
 * The simulator looks at its clock every 100 real milliseconds, which are many simulated seconds here: an advance by nothing
 * makes it look now.
 */
function pokeOf(simulator: Simulator): () => void {
  let isPoked = false;
  return () => {
    if (isPoked) return;
    isPoked = true;
    void simulator.advance(0).then(() => (isPoked = false));
  };
}

/** Of a run that went well. */
export function clearAway({ folder }: Remains): void {
  rmSync(folder, { recursive: true, force: true });
}
