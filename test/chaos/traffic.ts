/** Counts what is under way, so that the clock knows when nobody is waiting for an answer. */
export class Traffic {
  #underWay = 0;

  get underWay(): number {
    return this.#underWay;
  }

  async count<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
    }
  }
}
