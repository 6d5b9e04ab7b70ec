import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../packages/initializer/simulator/index.js';
import { startRedis } from '../helpers/redis-server.js';
import { addInvoices } from './add-invoices.js';
import type { Arguments } from './arguments.js';
import { buildServer } from './build-server.js';
import { faultUses } from './faults.js';
import { MortalRedis } from './kills.js';
import { readApprovals, readMerchantLedger } from './ledgers.js';
import { liveThrough } from './live-through.js';
import { planOfRun } from './run-plan.js';
import { ServerPool } from './server-pool.js';
import type { StoreAddress } from './server-task.js';
import { keepTime, watchTime } from './time-keeper.js';
import { appendTrace, readTrace, runArguments, traceIn, type Recorded } from './trace.js';
import { Traffic } from './traffic.js';
import type { Evidence } from './verdict.js';
import { minute, VirtualClock } from './virtual-clock.js';
import { WebhookRoad } from './webhook-road.js';

/** The eve of the day on which Mountain Time goes over to its daylight-saving hours. */
const firstMoment = Date.UTC(2026, 2, 7, 20);

/** What a run leaves behind. */
export interface Remains {
  readonly evidence: Evidence;
  /** What went wrong with the harness itself. */
  readonly troubles: readonly string[];
  /** Holds the two ledgers and the store. */
  readonly folder: string;
}

/**
 * When nothing is under way: by two minutes, for retries and looks that follow each other within minutes; once the cards are
 * judged, only the looks at bank payments are left, hours apart.
 */
const idleStrideMs = { cards: 2 * minute, banks: 30 * minute };

/** Builds the world, lets the day and what follows pass, and gathers the ledgers. */
export async function runWorld(given: Arguments): Promise<Remains> {
  // A kill takes nothing that the kernel has got, so a disk in memory proves as much and is not waited for.
  if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const { replay } = given;
  const recorded = replay === undefined ? undefined : readTrace(replay);
  appendTrace(traceIn(folder), { event: 'run', given: runArguments(given) });
  const closers: (() => unknown)[] = [];
  try {
    return await live(given, recorded, folder, closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function live(
  given: Arguments,
  recorded: Recorded | undefined,
  folder: string,
  closers: (() => unknown)[],
): Promise<Remains> {
  const clock = new VirtualClock(firstMoment);
  const traffic = new Traffic();
  const tracePath = traceIn(folder);
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
  closers.push(() => {
    for (const hit of simulator.faults.hits()) appendTrace(tracePath, { event: 'fault', ...hit });
  });
  await addInvoices(simulator, given.checkouts);
  const ledgerPath = join(folder, 'merchant.jsonl');
  const { apiUrl, tokens, webhookVerifierToken } = simulator;
  const { seed, broken, rateLimits } = given;
  const program = await buildServer(broken);
  closers.push(() => program.remove());
  const pool = new ServerPool(
    program.path,
    {
      ...{ seed, rateLimits, ledgerPath, tracePath, apiUrl, webhookVerifierToken },
      ...{ store: address, apiToken: tokens.helcimPay, readToken: tokens.read, deadliness: plan.deadliness },
      terminalToken: tokens.terminals,
      deaths: recorded?.deaths,
    },
    clock,
  );
  await pool.open(given.processes);
  closers.push(() => pool.close());

  const priceChanges = new Map<number, number>();
  const cancelled = new Set<number>();
  const street = {
    ...{ seed, clock, traffic, priceChanges, cancelled, dayMs: plan.dayMs, modalUrl: simulator.modalUrl },
    addressOf: pool.address.bind(pool),
    sessions: [],
  };
  const ending = new AbortController();
  const isBusy = () => traffic.underWay > 0 || pool.isBusy || redis?.isDown === true;
  let idle = idleStrideMs.cards;
  const pace = { isBusy, idleStrideMs: () => idle, onMove: pokeOf(simulator) };
  const time = keepTime(clock, pool, pace, ending.signal);
  const hurry = () => (idle = idleStrideMs.banks);
  const life = liveThrough(given, plan, recorded, { street, simulator, pool, redis, hurry });
  const judged = await Promise.race([life, time, watchTime(clock, ending.signal)]);
  if (!judged) throw new Error('The time ended before the run.');
  ending.abort();
  await time;
  const approvals = await readApprovals(simulator.url);
  writeFileSync(join(folder, 'approvals.json'), JSON.stringify(approvals, null, 1));
  return {
    folder,
    troubles: pool.failures,
    evidence: {
      approvals,
      lines: readMerchantLedger(ledgerPath),
      ...judged,
      priceChanges,
      cancelled,
      kills: pool.kills + (redis?.kills ?? 0),
      faults: faultUses(simulator),
    },
  };
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
  return { address: { kind, url: server.url }, redis: new MortalRedis(server, traceIn(folder)) };
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
