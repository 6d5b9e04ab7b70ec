import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { defaultFaultMs, faultKinds } from './records/fault.js';
import type { Fault, FaultKind } from './records/fault.js';
import { drawOf } from './rules/draw.js';
import { parse } from './rules/validation.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';

export { faultKinds } from './records/fault.js';
export type { Fault, FaultHit, FaultKind } from './records/fault.js';

const wholeMs = z.number('must be a number of milliseconds').int().min(1, 'must be 1 or more');

const faultInput = z.strictObject({
  kind: z.enum(
    Object.keys(faultKinds) as FaultKind[],
    `must be one of ${Object.keys(faultKinds).join(', ')}`,
  ),
  /** How many times; once when neither `count` nor `forMs` is given. */
  count: z.number('must be a number').int().min(1, 'must be 1 or more').optional(),
  /** How long, by the simulator's clock. */
  forMs: wholeMs.optional(),
  probability: z.number('must be a number').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1').default(1),
  seed: z.number('must be a number').int('must be a whole number').optional(),
  /** How late, for the kinds that last a while. */
  ms: wholeMs.optional(),
  endpoint: z
    .string()
    .regex(/^(GET|POST) \//, 'must be METHOD /path')
    .optional(),
  /** Instead of a probability: the occasions to hit, as `hits()` names them, and for how many milliseconds each. */
  occasions: z.record(z.string(), z.number().min(0)).optional(),
});

/** `{kind, count?, forMs?, probability?, seed?, ms?, endpoint?, occasions?}` */
export type FaultInput = z.input<typeof faultInput>;

const mostHits = 100_000;

/** Puts a fault in force. Throws a ValidationError for input that is not a {@link FaultInput}. */
export function addFault(state: State, input: unknown): Fault {
  const { kind, count, forMs, probability, seed = randomInt(2 ** 31), ...given } = parse(faultInput, input);
  const remaining = count ?? (forMs === undefined ? 1 : undefined);
  const ms = given.ms ?? defaultFaultMs[kind];
  const fault: Fault = {
    id: nextNumber(state, 'fault'),
    kind,
    ...(given.endpoint === undefined ? {} : { endpoint: given.endpoint }),
    ...(given.occasions === undefined ? {} : { occasions: given.occasions }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(forMs === undefined ? {} : { until: state.clock.now() + forMs }),
    ...(ms === undefined ? {} : { ms }),
    probability,
    seed,
    uses: 0,
  };
  state.faults.push(fault);
  return fault;
}

/** Those in force, oldest first. */
export function listFaults(state: State): Fault[] {
  const now = state.clock.now();
  state.faults = state.faults.filter(({ until = Infinity }) => now < until);
  return state.faults;
}

/** Ends every fault, and occasions are counted anew; or those of one kind. How often each kind was used stays known. */
export function clearFaults(state: State, kind?: FaultKind): void {
  if (kind === undefined) state.faultOccasions.clear();
  state.faults = kind === undefined ? [] : state.faults.filter((fault) => fault.kind !== kind);
}

/** Where something may go wrong. */
export interface Place {
  /** `METHOD /path` */
  readonly endpoint?: string;
  /** The payment that it is about, named by what is the same in another run: ids and tokens are not. */
  readonly about: string | number;
}

/** What a fault does on the occasion that it hits. */
export interface Blow {
  readonly ms: number;
}

/**
 * Asks on an occasion whether it goes wrong, and uses the fault up if so. An occasion at an endpoint is hit by faults of that
 * endpoint and by those of none. Each occasion has a draw of its own, by its place and by how often it has come up there: what
 * happens elsewhere, and in which order, does not shift it.
 */
export function takeFault(state: State, kind: FaultKind, { endpoint, about }: Place): Blow | undefined {
  if (state.faults.length === 0) return undefined;
  const occasion = nextOccasion(state, kind, `${endpoint ?? '-'} ${about}`);
  const hit = listFaults(state).find(
    (fault) =>
      fault.kind === kind &&
      (fault.endpoint === undefined || fault.endpoint === endpoint) &&
      strikes(fault, occasion),
  );
  if (!hit) return undefined;
  const ms = hit.occasions?.[occasion] ?? hit.ms;
  hit.uses += 1;
  state.faultUses[kind] = (state.faultUses[kind] ?? 0) + 1;
  if (state.faultHits.length >= mostHits) state.faultHits.shift();
  state.faultHits.push({ kind, occasion, at: state.clock.now(), ...(ms === undefined ? {} : { ms }) });
  if (hit.remaining !== undefined && --hit.remaining === 0) {
    state.faults = state.faults.filter((fault) => fault !== hit);
  }
  return { ms: ms ?? 0 };
}

function nextOccasion(state: State, kind: FaultKind, place: string): string {
  const key = `${kind} ${place}`;
  const count = (state.faultOccasions.get(key) ?? 0) + 1;
  state.faultOccasions.set(key, count);
  return `${place} ${count}`;
}

function strikes({ kind, probability, seed, occasions }: Fault, occasion: string): boolean {
  if (occasions) return Object.hasOwn(occasions, occasion);
  return probability === 1 || drawOf(seed, `${kind} ${occasion}`) < probability;
}
