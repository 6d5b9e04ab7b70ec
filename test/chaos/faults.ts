import {
  faultKinds,
  type FaultHit,
  type FaultInput,
  type FaultKind,
  type Simulator,
} from '../../packages/initializer/simulator/index.js';
import { between, randomOf, type Random } from './random.js';
import { hour, minute, second, type VirtualClock } from './virtual-clock.js';

const kinds = Object.keys(faultKinds) as FaultKind[];
/** Between two storms; less on a day that would end before each kind has had one. */
const longestPauseMs = 20 * second;
const strength = 0.3;
const longestStormMs = 2 * minute;

/**
 * How long the kinds that last a while do, in milliseconds, from and to. Most rows come within the ten minutes of grace that the
 * initializer gives Helcim; those of `veryLateRow` after it, when nobody counts on them any more.
 */
const lengths: Partial<Record<FaultKind, readonly [number, number]>> = {
  delay: [second / 2, 20 * second],
  '429': [second, 10 * second],
  'late-row': [10 * second, 9 * minute],
  'webhook-late': [minute, 60 * minute],
};

const veryLateShare = 0.3;
const veryLateRow = [10 * minute, 3 * hour] as const;

/** In a replay: exactly what was hit then. */
export function repeatFaults({ faults }: Simulator, hits: readonly FaultHit[], dayMs: number): void {
  const forMs = Math.ceil(dayMs + longestStormMs);
  for (const kind of kinds) {
    const occasions = hits
      .filter((hit) => hit.kind === kind)
      .map(({ occasion, ms = 0 }) => [occasion, ms] as const);
    faults.add({ kind, forMs, occasions: Object.fromEntries(occasions) });
  }
}

/**
 * Storms, one kind after the other in a drawn order: in each every third occasion goes wrong for a minute or so. All have one
 * seed: whatever storm an occasion comes into, its draw is the same.
 */
export async function letItStorm(
  { faults }: Simulator,
  clock: VirtualClock,
  { seed, dayMs }: { seed: number; dayMs: number },
): Promise<void> {
  const random = randomOf(seed, 'faults');
  const everyMs = Math.min(longestPauseMs, dayMs / kinds.length);
  for (const endsAt = clock.now() + dayMs; clock.now() < endsAt;) {
    for (const kind of shuffled(random, kinds)) {
      faults.add({ ...storm(random, kind), seed });
      await clock.sleep(everyMs);
    }
  }
}

function storm(random: Random, kind: FaultKind): FaultInput {
  const isVeryLate = kind === 'late-row' && random() < veryLateShare;
  const length = isVeryLate ? veryLateRow : lengths[kind];
  return {
    kind,
    probability: strength,
    forMs: Math.ceil(between(random, minute / 2, longestStormMs)),
    ...(length ? { ms: Math.ceil(between(random, ...length)) } : {}),
  };
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const drawn = list.map((item) => ({ item, rank: random() }));
  return drawn.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}

/** How often each kind was used, those never used included. */
export function faultUses({ faults }: Simulator): Record<FaultKind, number> {
  const used = faults.used();
  return Object.fromEntries(kinds.map((kind) => [kind, used[kind] ?? 0])) as Record<FaultKind, number>;
}
