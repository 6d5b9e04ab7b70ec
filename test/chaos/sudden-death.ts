import { mkdirSync, writeFileSync } from 'node:fs';
import { randomOf } from './random.js';
import type { ServerTask } from './server-task.js';
import { appendTrace } from './trace.js';

/**
 * Ends this process where it hurts most, as kill -9 does: no handler runs, and nothing is said to anybody but the trace. Each
 * moment has a name, and a draw of its own.
 */
export class SuddenDeath {
  readonly #task: DeathTask;
  readonly #now: () => number;
  readonly #die: () => void;
  readonly #scripted = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  constructor(
    task: DeathTask,
    now: () => number,
    die: () => void = () => process.kill(process.pid, 'SIGKILL'),
  ) {
    this.#task = task;
    this.#now = now;
    this.#die = die;
    for (const moment of task.deaths ?? []) this.#scripted.set(moment, (this.#scripted.get(moment) ?? 0) + 1);
  }

  /** @param moment Named by what another run has as well: no random number, no id. */
  perhaps(moment: string): void {
    if (!(this.#task.deaths ? this.#isScripted(moment) : this.#isDrawn(moment))) return;
    const { tracePath, name } = this.#task;
    appendTrace(tracePath, { event: 'death', process: name, moment, at: this.#now() });
    this.#die();
  }

  /** By the process too: whoever comes to the same moment after a restart must not die there for ever. */
  #isDrawn(moment: string): boolean {
    const { seed, name, deadliness } = this.#task;
    const count = (this.#counts.get(moment) ?? 0) + 1;
    this.#counts.set(moment, count);
    return randomOf(seed, 'death', name, moment, count)() < deadliness;
  }

  /** Whichever process comes there first: in another run that may be another one. */
  #isScripted(moment: string): boolean {
    const times = this.#scripted.get(moment) ?? 0;
    return Array.from({ length: times }, (_, time) => `${moment} ${time}`).some((one) => this.#claim(one));
  }

  /** A file that exists once: processes that die have no other memory. */
  #claim(name: string): boolean {
    const folder = `${this.#task.tracePath}.deaths`;
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(`${folder}/${encodeURIComponent(name)}`, '', { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }
}

export type DeathTask = Pick<ServerTask, 'name' | 'seed' | 'deadliness' | 'tracePath' | 'deaths'>;
