import type { Simulator } from '../../packages/initializer/simulator/index.js';

type Screen = ReturnType<Simulator['devices']['list']>[number];
type Request = NonNullable<Screen['request']>;
type Action = Parameters<Simulator['devices']['act']>[1];

/** A Smart Terminal and the counter it stands on: customers come to it one after the other. */
export class Till {
  readonly code: string;
  readonly #id: string;
  readonly #devices: Simulator['devices'];
  #line: Promise<unknown> = Promise.resolve();

  private constructor(devices: Simulator['devices'], { id, code }: { id: string; code: string }) {
    this.#devices = devices;
    this.#id = id;
    this.code = code;
  }

  static async open(simulator: Simulator): Promise<Till> {
    return new Till(simulator.devices, await simulator.devices.ready());
  }

  /** Waits in line. */
  async turn(serve: () => Promise<void>): Promise<void> {
    const before = this.#line;
    const mine = before.then(serve);
    this.#line = mine.catch(() => undefined);
    await mine;
  }

  /** What the device asks for, unless it is over. */
  get request(): Request | undefined {
    const screen = this.#devices.list().find(({ id }) => id === this.#id);
    const request = screen?.request;
    return request && ['waiting', 'declined'].includes(request.state) ? request : undefined;
  }

  /** What somebody does at the device. A device that cannot do it says so on its screen, and that is all. */
  act(action: Action, input?: object): void {
    try {
      this.#devices.act(this.#id, action, input);
    } catch {
      // For example no connection: whoever stands there tries something else.
    }
  }

  sleep(): void {
    this.#devices.end(this.#id);
  }

  wake(): void {
    this.#devices.wake(this.#id);
  }
}
