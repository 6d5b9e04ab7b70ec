import { randomOf, type Random } from './random.js';

/** Ends this process where it hurts most, as kill -9 does: no handler runs, and nothing is said to anybody. */
export class SuddenDeath {
  readonly #probability: number;
  readonly #random: Random;

  constructor(seed: number, name: string, probability: number) {
    this.#probability = probability;
    this.#random = randomOf(seed, 'death', name);
  }

  perhaps(): void {
    if (this.#random() < this.#probability) process.kill(process.pid, 'SIGKILL');
  }
}
