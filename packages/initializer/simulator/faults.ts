import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { defaultFaultMs, faultKinds } from './records/fault.js';
import type { Fault, FaultKind } from './records/fault.js';
import { drawOf } from './rules/draw.js';
import { parse } from './rules/validation.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';

export { faultKinds } from './records/fault.js';
export type { Fault, FaultKind } from './records/fault.js';

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
});

/** `{kind, count?, forMs?, probability?, seed?, ms?, endpoint?}` */
export type FaultInput = z.input<typeof faultInput>;

/** Puts a fault in force. Throws a ValidationError for input that is not a {@link FaultInput}. */
export function addFault(state: State, input: unknown): Fault {
  const { kind, count, forMs, probability, seed = randomInt(2 ** 31), ...given } = parse(faultInput, input);
  const remaining = count ?? (forMs === undefined ? 1 : undefined);
  const ms = given.ms ?? defaultFaultMs[kind];
  const fault: Fault = {
    id: nextNumber(state, 'fault'),
    kind,
    ...(given.endpoint === undefined ? {} : { endpoint: given.endpoint }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(forMs === undefined ? {} : { until: state.clock.now() + forMs }),
    ...(ms === undefined ? {} : { ms }),
    probability,
    seed,
    draws: 0,
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

/** Ends every fault, or those of one kind. How often each kind was used stays known. */
export function clearFaults(state: State, kind?: FaultKind): void {
  state.faults = kind === undefined ? [] : state.faults.filter((fault) => fault.kind !== kind);
}

/**
 * Asks on an occasion whether it goes wrong, and uses the fault up if so. An occasion at an endpoint is hit by faults of that
 * endpoint and by those of none.
 */
export function takeFault(state: State, kind: FaultKind, endpoint?: string): Fault | undefined {
  if (state.faults.length === 0) return undefined;
  const hit = listFaults(state).find(
    (fault) =>
      fault.kind === kind && (fault.endpoint === undefined || fault.endpoint === endpoint) && strikes(fault),
  );
  if (!hit) return undefined;
  hit.uses += 1;
  state.faultUses[kind] = (state.faultUses[kind] ?? 0) + 1;
  if (hit.remaining !== undefined && --hit.remaining === 0) {
    state.faults = state.faults.filter((fault) => fault !== hit);
  }
  return hit;
}

function strikes(fault: Fault): boolean {
  return fault.probability === 1 || drawOf(fault.seed, fault.draws++) < fault.probability;
}
