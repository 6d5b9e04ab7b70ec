import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { movableClock } from '../../packages/initializer/simulator/clock.js';
import { createTimeline } from '../../packages/initializer/simulator/timeline.js';

function still() {
  const clock = movableClock({ now: () => 1000 });
  return { clock, timeline: createTimeline(clock) };
}

suite('The timeline', () => {
  test('acts in the order of times, each at its own time of the clock', async () => {
    const { clock, timeline } = still();
    const seen: string[] = [];
    const note = (name: string) => () => void seen.push(`${name} ${clock.now()}`);
    timeline.at(1300, note('c'));
    timeline.at(1100, note('a'));
    timeline.at(1100, note('b'));
    timeline.at(1301, note('d'));
    await timeline.advance(300);
    assert.deepEqual(seen, ['a 1100', 'b 1100', 'c 1300']);
    assert.equal(clock.now(), 1300);
    await timeline.close();
  });

  test('acts at once on what is due already', () => {
    const { timeline } = still();
    let acted = false;
    timeline.at(1000, () => void (acted = true));
    assert.equal(acted, true);
  });

  test('waits for what it started before the clock goes on, also for what that plans', async () => {
    const { clock, timeline } = still();
    const seen: number[] = [];
    const again = async (left: number): Promise<void> => {
      await Promise.resolve();
      seen.push(clock.now());
      if (left > 0) timeline.at(clock.now() + 10, () => again(left - 1));
    };
    timeline.at(1010, () => again(3));
    await timeline.advance(1000);
    assert.deepEqual(seen, [1010, 1020, 1030, 1040]);
    assert.equal(clock.now(), 2000);
    await timeline.close();
  });

  test('takes two advances one after the other', async () => {
    const { clock, timeline } = still();
    await Promise.all([timeline.advance(10), timeline.advance(10)]);
    assert.equal(clock.now(), 1020);
  });

  test('wakes sleepers when it is cleared or closed, and drops the rest', async () => {
    const { timeline } = still();
    let acted = 0;
    timeline.at(2000, () => void (acted += 1));
    const first = timeline.sleep(500);
    timeline.clear();
    await first;
    const second = timeline.sleep(500);
    await timeline.close();
    await second;
    timeline.at(0, () => void (acted += 1));
    assert.equal(acted, 0);
    assert.equal(timeline.signal.aborted, true);
  });
});
