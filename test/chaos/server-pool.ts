import { appendEntry } from './ledgers.js';
import { between, pick, randomOf, type Random } from './random.js';
import type { Kill } from './kills.js';
import { ServerHandle } from './server-handle.js';
import type { ServerTask } from './server-task.js';
import { appendTrace } from './trace.js';
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
  #running: ServerHandle[] = [];
  #lives = 0;
  #missing = 0;
  #isClosing = false;

  /** @param program The built server process. */
  constructor(program: string, task: Omit<ServerTask, 'name'>, clock: VirtualClock) {
    this.#program = program;
    this.#task = task;
    this.#clock = clock;
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

  kill({ process, share, afterMs }: Kill): void {
    const running = this.#running;
    const server =
      running.find(({ name }) => name === process) ?? running[Math.floor(share * running.length)];
    if (!server) return;
    appendTrace(this.#task.tracePath, {
      ...{ event: 'kill', process: server.name, afterMs, at: this.#clock.now() },
    });
    server.kill();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    for (const server of this.#running) server.kill();
    await Promise.all(this.#running.map(({ ended }) => ended));
  }

  async #launch(): Promise<void> {
    if (this.#isClosing) return;
    const name = `server-${(this.#lives += 1)}`;
    appendTrace(this.#task.tracePath, { event: 'launch', process: name, at: this.#clock.now() });
    const server = new ServerHandle(this.#program, { ...this.#task, name });
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
    const random = randomOf(this.#task.seed, 'restart after', server.name);
    await this.#clock.sleep(between(random, 0, 10 * second));
    await this.#launch();
  }
}
