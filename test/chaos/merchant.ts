import type { ApprovedInput, Callbacks, Clock, ReviewInput } from '../../packages/initializer/src/index.js';
import { appendEntry, type MerchantEntry } from './ledgers.js';
import { between, randomOf, type Random } from './random.js';
import type { ServerTask } from './server-task.js';
import type { SuddenDeath } from './sudden-death.js';
import type { Traffic } from './traffic.js';
import { minute, second } from './virtual-clock.js';

const throwing = 0.05;
const hanging = 0.04;

/** The merchant's part of a server process. It notes every call and suppresses none. */
export class Merchant {
  readonly #task: ServerTask;
  readonly #clock: Clock;
  readonly #death: SuddenDeath;
  readonly #traffic: Traffic;
  readonly #random: Random;
  /** The calls that returned and are not yet known to be recorded, by their idempotency key. */
  readonly #returned = new Map<string, Omit<MerchantEntry, 'event' | 'at'>>();
  #calls = 0;

  constructor(task: ServerTask, clock: Clock, death: SuddenDeath, traffic: Traffic) {
    this.#task = task;
    this.#clock = clock;
    this.#death = death;
    this.#traffic = traffic;
    this.#random = randomOf(task.seed, 'merchant', task.name);
  }

  readonly callbacks: Callbacks = {
    // Counted, so that the time runs slowly enough for its lease while it hangs.
    fulfill: (input) => this.#traffic.count(this.#act('pay', input)),
    onAuthorized: (input) => this.#traffic.count(this.#act('pay', input)),
    onReturned: (input) => this.#traffic.count(this.#act('return', input)),
    onReview: (input) => this.#traffic.count(this.#act('review', input)),
  };

  /** Whether a call has returned that the store does not know of yet. */
  get isUnrecorded(): boolean {
    return this.#returned.size > 0;
  }

  /** To be told whenever the store has confirmed that an action returned. */
  noteRecorded(idempotencyKey: string): void {
    const call = this.#returned.get(idempotencyKey);
    if (!call) return;
    this.#returned.delete(idempotencyKey);
    this.#note('recorded', call);
  }

  async #act(action: MerchantEntry['action'], input: ApprovedInput | ReviewInput): Promise<void> {
    const call = this.#entryOf(action, input);
    this.#note('start', call);
    this.#death.perhaps(`start of ${action} ${call.orderId}`);
    const fate = this.#random();
    if (fate < hanging) await this.#clock.sleep(this.#longTime());
    else if (fate < 0.5) await this.#clock.sleep(between(this.#random, 0, 2 * second));
    if (this.#random() < throwing) {
      this.#note('throw', call);
      throw new Error('The merchant has a bad day.');
    }
    this.#note('return', call);
    this.#returned.set(call.idempotencyKey, call);
    this.#death.perhaps(`return of ${action} ${call.orderId}`);
  }

  #longTime(): number {
    return between(this.#random, 10 * second, 4 * minute);
  }

  #entryOf(
    action: MerchantEntry['action'],
    input: ApprovedInput | ReviewInput,
  ): Omit<MerchantEntry, 'event' | 'at'> {
    return {
      action,
      process: this.#task.name,
      call: `${this.#task.name}/${(this.#calls += 1)}`,
      orderId: input.order?.orderId ?? '',
      reference: input.reference,
      transactionIds: transactionIdsOf(input),
      idempotencyKey: input.idempotencyKey,
      ...('reason' in input ? { reason: input.reason } : {}),
    };
  }

  #note(event: MerchantEntry['event'], call: Omit<MerchantEntry, 'event' | 'at'>): void {
    appendEntry(this.#task.ledgerPath, { ...call, event, at: this.#clock.now() });
  }
}

function transactionIdsOf(input: ApprovedInput | ReviewInput): readonly string[] {
  return 'transactionIds' in input ? input.transactionIds : [input.transaction.transactionId];
}
