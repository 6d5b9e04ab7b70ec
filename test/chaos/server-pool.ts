import { appendEntry } from './ledgers.js';
import { between, pick, randomOf, type Random } from './random.js';
import { ServerHandle } from './server-handle.js';
import type { ServerTask } from './server-task.js';
import { second, type VirtualClock } from './virtual-clock.js';

/** The shop's servers behind one name: each that dies is replaced a little later. */
export class ServerPool {
  /** How many were ended by kill -9, by us or by themselves. */
  kills = 0;
  /** Why the run proves nothing: a process ended that nobody killed. */
  readonly failures: string[] = [];
  readonly #program: string;
  readonly #task: Omit<ServerTask, 'name'>;
  readonly #clock: VirtualClock;
  readonly #random: Random;
  #running: ServerHandle[] = [];
  #lives = 0;
  #missing = 0;
  #isClosing = false;

  /** @param program The built server process. */
  constructor(program: string, task: Omit<ServerTask, 'name'>, clock: VirtualClock) {
    this.#program = program;
    this.#task = task;
    this.#clock = clock;
    this.#random = randomOf(task.seed, 'servers');
  }

  async open(count: number): Promise<void> {
    this.#missing = count;
    await Promise.all(Array.from({ length: count }, () => this.#launch()));
  }

  /** Those that follow the clock. */
  get running(): readonly ServerHandle[] {
    return this.#running;
  }

  get isBusy(): boolean {
    return this.#missing > 0 || this.#running.some(({ busy }) => busy > 0);
  }

  /** Where some server takes requests now. */
  address(random: Random): string | undefined {
    const ports = this.#running.flatMap(({ port }) => port ?? []);
    return ports.length === 0 ? undefined : `http://127.0.0.1:${pick(random, ports)}`;
  }

  killOne(random: Random): void {
    if (this.#running.length > 0) pick(random, this.#running).kill();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    for (const server of this.#running) server.kill();
    await Promise.all(this.#running.map(({ ended }) => ended));
  }

  async #launch(): Promise<void> {
    if (this.#isClosing) return;
    const server = new ServerHandle(this.#program, { ...this.#task, name: `server-${(this.#lives += 1)}` });
    void server.ended.then((how) => this.#bury(server, how));
    await server.loaded;
    this.#missing -= 1;
    if (!server.hasEnded) this.#running.push(server);
  }

  async #bury(server: ServerHandle, how: NodeJS.Signals | number): Promise<void> {
    this.#running = this.#running.filter((other) => other !== server);
    if (this.#isClosing) return;
    if (how === 'SIGKILL') {
      this.kills += 1;
      appendEntry(this.#task.ledgerPath, { event: 'killed', process: server.name });
    } else {
      this.failures.push(`${server.name} ended by itself: ${how}`);
    }
    this.#missing += 1;
    await this.#clock.sleep(between(this.#random, 0, 10 * second));
    await this.#launch();
  }
}
