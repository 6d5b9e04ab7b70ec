import type { Arguments } from './arguments.js';
import type { Demands } from './verdict.js';
import { hour, minute } from './virtual-clock.js';

/** How a run of a given size is laid out. */
export interface RunPlan {
  /** In which all buyers arrive. */
  readonly dayMs: number;
  readonly serverKills: number;
  readonly redisKills: number;
  /** How likely a server dies at each of the moments that matter. */
  readonly deadliness: number;
}

/**
 * Each server may ask Helcim 3,000 times an hour, and a checkout costs about four questions. With Helcim's own limit in force
 * all servers together may ask no more than that.
 */
const checkoutsPerHour = 2_000;
const checkoutsPerHourLimited = 500;
const shortestDayMs = 4 * minute;

/** Writes of the store and calls of the merchant for one checkout, before and after each. */
const momentsPerCheckout = 60;

export function planOfRun({ checkouts, rateLimits, store }: Arguments): RunPlan {
  const perHour = rateLimits ? checkoutsPerHourLimited : checkoutsPerHour;
  const dayMs = Math.max(shortestDayMs, (checkouts / perHour) * hour);
  // Memory dies with its process: that such payments are lost is known, and said at the start.
  if (store === 'memory') return { dayMs, serverKills: 0, redisKills: 0, deadliness: 0 };
  return {
    dayMs,
    serverKills: Math.max(3, Math.ceil(checkouts * 0.022)),
    redisKills: Math.max(2, Math.ceil(checkouts / 250)),
    deadliness: Math.max(0.0005, 5 / (checkouts * momentsPerCheckout)),
  };
}

const provingCheckouts = 10_000;

/** A short run proves nothing about rare faults, so nothing is demanded of it. */
export function demandsOn({ checkouts, store }: Arguments): Demands {
  if (checkouts < provingCheckouts) return { usesOfEachFault: 0, kills: 0 };
  return { usesOfEachFault: 50, kills: store === 'memory' ? 0 : 200 };
}
