import type { SessionStore } from '../../../packages/initializer/src/index.js';
import { session } from '../support/session.js';

/** Raises the declines of the session `counter` one by one, against whoever else does the same. */
export async function countUp(store: SessionStore, increments: number): Promise<void> {
  for (let done = 0; done < increments;) {
    const counter = await store.get(session().scope, 'counter');
    if (!counter) throw new Error('The counter is missing.');
    const { version, declines } = counter;
    const outcome = await store.update({ ...counter, version: version + 1, declines: declines + 1 });
    if (outcome === 'stored') done += 1;
  }
}
