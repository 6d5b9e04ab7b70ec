import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultHit } from '../../packages/initializer/simulator/index.js';
import type { Arguments } from './arguments.js';

/** What a run did to its world, as it happened. Times are those of the simulated clock. */
export type TraceEntry =
  | { readonly event: 'run'; readonly given: RunArguments }
  | ({ readonly event: 'fault' } & FaultHit)
  /** A server was killed at a drawn time, `afterMs` from the beginning. */
  | { readonly event: 'kill'; readonly process: string; readonly afterMs: number; readonly at: number }
  /** A server ended itself at one of the moments that hurt. */
  | { readonly event: 'death'; readonly process: string; readonly moment: string; readonly at: number }
  | { readonly event: 'launch'; readonly process: string; readonly at: number }
  | { readonly event: 'redis'; readonly is: 'down' | 'up'; readonly at: number };

export type RunArguments = Omit<Arguments, 'replay' | 'keep'>;

/** What a replay repeats. */
export interface Recorded {
  readonly given: RunArguments;
  readonly faults: readonly FaultHit[];
  readonly kills: readonly { readonly process: string; readonly afterMs: number }[];
  /** The moments of {@link SuddenDeath}, each as often as somebody died there. */
  readonly deaths: readonly string[];
}

export function runArguments({
  store,
  checkouts,
  seed,
  processes,
  broken,
  rateLimits,
}: Arguments): RunArguments {
  return { store, checkouts, seed, processes, broken, rateLimits };
}

export function traceIn(folder: string): string {
  return join(folder, 'trace.jsonl');
}

/** At once, in one write: whoever notes their own end has no later. */
export function appendTrace(path: string, entry: TraceEntry): void {
  appendFileSync(path, `${JSON.stringify(entry)}\n`);
}

/** Throws if the folder is not one of a run. */
export function readTrace(folder: string): Recorded {
  const lines = readFileSync(traceIn(folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const entries = lines.map((line) => JSON.parse(line) as TraceEntry);
  const of = <Event extends TraceEntry['event']>(event: Event) =>
    entries.filter((entry): entry is Extract<TraceEntry, { event: Event }> => entry.event === event);
  const [run] = of('run');
  if (!run) throw new TypeError(`${traceIn(folder)} does not begin with a run.`);
  return {
    given: run.given,
    faults: of('fault'),
    kills: of('kill'),
    deaths: of('death').map(({ moment }) => moment),
  };
}
