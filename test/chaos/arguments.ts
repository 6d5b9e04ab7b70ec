import { parseArgs } from 'node:util';
import { breakages, type Breakage } from './breakage.js';
import { mostCheckouts } from './prices.js';
import { readTrace } from './trace.js';
import type { StoreAddress } from './server-task.js';

export interface Arguments {
  readonly store: StoreAddress['kind'];
  readonly checkouts: number;
  readonly seed: number;
  readonly processes: number;
  readonly broken: Breakage | undefined;
  /** Whether Helcim's limits and the initializer's own are in force; buyers then come less often. */
  readonly rateLimits: boolean;
  /** Leaves the ledgers on the disk. A run that failed always does. */
  readonly keep: boolean;
  /** The folder that another run left: the same is done to the same buyers again. */
  readonly replay?: string;
}

export const usage = `npm run chaos -- [--store sqlite|redis|memory] [--checkouts 300] [--seed 1] [--processes 4]
                 [--broken ${breakages.join('|')}] [--rate-limits] [--keep]
npm run chaos -- --replay FOLDER

With the same seed repeat: every buyer's plan, the times at which servers and Redis are killed and come back, the changes of
Helcim's ways, and the draw of each request's faults (by endpoint, payment and try). A run that failed leaves a folder. Its replay
does the same again: each fault at the same request, each server that ended itself at the same moment of the same order. What
cannot repeat is how the processes interleave: which server takes a request, and who is first when two meet. So a failure that
needs one order of events may take several replays.`;

const stores = ['sqlite', 'redis', 'memory'] as const;

/** Throws a TypeError that says what is wrong. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string', default: 'sqlite' },
      checkouts: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      processes: { type: 'string', default: '4' },
      broken: { type: 'string' },
      'rate-limits': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      replay: { type: 'string' },
    },
  });
  const { keep, replay } = values;
  if (replay !== undefined) return { ...readTrace(replay).given, keep, replay };
  const store = oneOf('store', stores, values.store);
  return {
    store,
    checkouts: wholeNumber('checkouts', values.checkouts, 1, mostCheckouts),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 31 - 1),
    // What one process keeps in memory no other one sees.
    processes: store === 'memory' ? 1 : wholeNumber('processes', values.processes, 1, 32),
    broken: values.broken === undefined ? undefined : oneOf('broken', breakages, values.broken),
    rateLimits: values['rate-limits'],
    keep,
  };
}

function oneOf<T extends string>(name: string, known: readonly T[], given: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new TypeError(`--${name} must be one of ${known.join(', ')}`);
  return found;
}

function wholeNumber(name: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new TypeError(`--${name} must be a whole number from ${least} to ${most}`);
}
