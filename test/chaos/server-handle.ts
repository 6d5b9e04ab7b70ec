import { fork, type ChildProcess } from 'node:child_process';
import type { ServerOrder, ServerReport, ServerTask } from './server-task.js';

/** A server process, seen from outside. */
export class ServerHandle {
  readonly name: string;
  /** Once it takes requests. */
  port: number | undefined;
  /** What is under way in it, as of its last move. */
  busy = 1;
  /** How it ended: a signal, or an exit code. */
  readonly ended: Promise<NodeJS.Signals | number>;
  /** Its program is in memory and waits for the time. */
  readonly loaded: Promise<void>;
  readonly #child: ChildProcess;
  #waiting: ((report: ServerReport) => void)[] = [];
  hasEnded = false;

  /** @param program The built server process. */
  constructor(program: string, task: ServerTask) {
    this.name = task.name;
    this.#child = fork(program, [JSON.stringify(task)], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.loaded = this.#next('loaded').then(() => undefined);
    this.#child.on('message', (report: ServerReport) => this.#hear(report));
    // A channel that breaks because its process was killed is what this is about.
    this.#child.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        this.hasEnded = true;
        this.port = undefined;
        this.busy = 0;
        for (const hear of this.#waiting.splice(0)) hear({ is: 'moved', busy: 0 });
        resolve(signal ?? code ?? -1);
      });
    });
  }

  /** Resolves when everything that the new time woke up has begun, or the process has ended. */
  async move(now: number): Promise<void> {
    if (this.hasEnded) return;
    const moved = this.#next('moved');
    this.#send(now);
    const report = await moved;
    if (report.is === 'moved') this.busy = report.busy;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #send(order: ServerOrder): void {
    if (this.#child.connected) this.#child.send(order, () => undefined);
  }

  #next(is: ServerReport['is']): Promise<ServerReport> {
    return new Promise((resolve) => {
      const hear = (report: ServerReport) => {
        if (report.is !== is && !this.hasEnded) {
          this.#waiting.push(hear);
          return;
        }
        resolve(report);
      };
      this.#waiting.push(hear);
    });
  }

  #hear(report: ServerReport): void {
    if (report.is === 'ready') this.port = report.port;
    for (const hear of this.#waiting.splice(0)) hear(report);
  }
}
