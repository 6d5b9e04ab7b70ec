import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { planOf } from './buyer-plan.js';
import { drawKills } from './kills.js';
import { SuddenDeath, type DeathTask } from './sudden-death.js';
import { tillPlanOf } from './till-plan.js';
import { appendTrace, readTrace, traceIn, type RunArguments } from './trace.js';
import { hour } from './virtual-clock.js';

const given: RunArguments = {
  ...{ store: 'sqlite', checkouts: 10, seed: 7, processes: 2, broken: 'settle-twice', rateLimits: false },
};

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-trace-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function deathsOf(
  task: Omit<DeathTask, 'seed' | 'deadliness'>,
  moments: readonly string[],
  seed = 7,
): string[] {
  const died: string[] = [];
  let at = '';
  const death = new SuddenDeath(
    { ...task, seed, deadliness: 0.5 },
    () => 5,
    () => died.push(at),
  );
  for (const moment of moments) death.perhaps((at = moment));
  return died;
}

const moments = Array.from({ length: 40 }, (_, index) => `update order-${index} v2`);

describe('the same seed', () => {
  test('plans the same for each buyer and customer, another seed does not', () => {
    const plansOf = (seed: number) => [
      ...Array.from({ length: 20 }, (_, index) => planOf(seed, index, hour)),
      ...Array.from({ length: 20 }, (_, index) => tillPlanOf(seed, index, hour)),
    ];
    assert.deepEqual(plansOf(7), plansOf(7));
    assert.notDeepEqual(plansOf(7), plansOf(8));
  });

  test('kills at the same times', () => {
    const killsOf = (seed: number) => drawKills({ seed, dayMs: hour, times: 20 });
    assert.deepEqual(killsOf(7), killsOf(7));
    assert.notDeepEqual(killsOf(7), killsOf(8));
    assert.ok(killsOf(7).every(({ afterMs, share }) => afterMs < hour && share < 1));
  });

  test('ends a process at the same moments, in whatever order it comes to them', (t) => {
    const task = { name: 'server-1', tracePath: traceIn(folderOf(t)), deaths: undefined };
    const died = deathsOf(task, moments);
    assert.deepEqual(deathsOf(task, moments.toReversed()).sort(), died.toSorted());
    assert.notDeepEqual(deathsOf(task, moments, 8), died);
    assert.ok(died.length > 0 && died.length < moments.length);
  });

  test('does not end the next process at the same moment for ever', (t) => {
    const task = { tracePath: traceIn(folderOf(t)), deaths: undefined };
    const lives = Array.from({ length: 40 }, (_, life) => ({ ...task, name: `server-${life}` }));
    const survivors = lives.filter((life) => deathsOf(life, ['update order-1 v2']).length === 0);
    assert.ok(survivors.length > 0 && survivors.length < 40);
  });
});

describe('a replay', () => {
  test('reads from the folder of a run what was done to it', (t) => {
    const folder = folderOf(t);
    const path = traceIn(folder);
    const hit = { kind: 'delay', occasion: 'POST /x 1000 1', at: 3, ms: 20 } as const;
    appendTrace(path, { event: 'run', given });
    appendTrace(path, { event: 'launch', process: 'server-1', at: 0 });
    appendTrace(path, { event: 'kill', process: 'server-1', afterMs: 4, at: 5 });
    appendTrace(path, { event: 'death', process: 'server-2', moment: 'before receipt', at: 6 });
    appendTrace(path, { event: 'fault', ...hit });
    const { faults, kills, deaths, ...rest } = readTrace(folder);
    assert.deepEqual(rest, { given });
    assert.deepEqual(faults, [{ event: 'fault', ...hit }]);
    assert.deepEqual(kills, [{ event: 'kill', process: 'server-1', afterMs: 4, at: 5 }]);
    assert.deepEqual(deaths, ['before receipt']);
  });

  test('ends whichever processes come to the moments of the trace, as often as then, and no others', (t) => {
    const task = { tracePath: traceIn(folderOf(t)), deaths: ['b', 'b', 'c'] };
    assert.deepEqual(deathsOf({ ...task, name: 'server-1' }, ['a', 'b']), ['b']);
    assert.deepEqual(deathsOf({ ...task, name: 'server-2' }, ['b', 'c', 'b', 'c']), ['b', 'c']);
  });

  test('of a folder without a run is refused', (t) => {
    const folder = folderOf(t);
    appendTrace(traceIn(folder), { event: 'redis', is: 'down', at: 1 });
    assert.throws(() => readTrace(folder), /does not begin with a run/);
  });
});
