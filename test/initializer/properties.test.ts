import { test } from 'node:test';
import fc from 'fast-check';
import Database from 'libsql';
import { memoryStore, sqliteStore, type SessionStore } from '../../packages/initializer/src/index.js';
import { PropertyWorld, type Step } from './support/property-world.js';

const second = 1_000;
const minute = 60 * second;

const few = fc.nat({ max: 5 });
const on = fc.nat({ max: 2 });
const order = fc.nat({ max: 1 });
const ownSession = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: few });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('open' as const), order, on }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      token: few,
      lateMs: fc.constantFrom(0, 0, 30 * second, 75 * minute),
      fault: fc.constantFrom(undefined, undefined, undefined, 'twice' as const, 'short' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('result' as const),
      charge: few,
      session: ownSession,
      forged: fc.boolean(),
      on,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('webhook' as const), charge: few, on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconcile' as const), on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), session: few, on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decline' as const), token: few }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'reprice' as const), order, on }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(second, 10 * second, 2 * minute, 6 * minute, 40 * minute, 71 * minute),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      on,
      writes: fc.nat({ max: 3 }),
      before: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('failHelcim' as const, 'failFulfill' as const, 'dieInFulfill' as const),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
);
/** Several things at the same moment, one moment after the other. */
const story = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 14 });

function holds(title: string, create: () => SessionStore, numRuns: number): void {
  test(`whatever happens in whatever order: one outcome, one fulfilment, nothing lost (${title})`, async () => {
    const play = async (moments: Step[][]) => {
      const world = new PropertyWorld(create(), 3);
      try {
        for (const moment of moments) await world.play(moment);
        await world.comeToRest();
        await world.verify();
      } finally {
        world.close();
      }
    };
    await fc.assert(fc.asyncProperty(story, play), { seed: 20_261_120, numRuns });
  });
}

holds('memory', memoryStore, 300);
holds('SQLite', () => sqliteStore(new Database(':memory:')), 60);
