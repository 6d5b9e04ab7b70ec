import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createInitializer, memoryStore, type Initializer } from '../../../packages/initializer/src/index.js';
import { coreOf, type Core } from '../../../packages/initializer/src/sessions/core.js';
import { receiveWebhook } from '../../../packages/initializer/src/sessions/receive-webhook.js';
import { createTerminals, type Terminals } from '../../../packages/initializer/src/terminals.js';
import { manualClock } from '../support/manual-clock.js';
import { mortalStore, type MortalStore } from '../support/mortal-store.js';
import { TillModel } from '../support/till-model.js';
import { minute, second } from '../support/till.js';

const devices = ['XY7Z', 'DY6L'] as const;
const orders = ['order-0', 'order-1'] as const;
const scope = 'default@127.0.0.1:9';
const few = fc.nat({ max: 5 });
const bit = fc.nat({ max: 1 });

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('start' as const), order: bit, device: bit, on: bit }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('tap' as const),
      device: bit,
      approved: fc.constantFrom(true, true, false),
      tip: fc.constantFrom(0, 0, 300, 900),
      late: fc.constantFrom(0, 0, 20 * second),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      device: bit,
      named: fc.boolean(),
      heard: fc.boolean(),
      on: bit,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('webhook' as const), charge: few, on: bit }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'release' as const), session: few, on: bit }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refund' as const), session: few, device: bit, on: bit }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(second, 16 * second, 2 * minute, 11 * minute, 71 * minute),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mishap' as const),
      what: fc.constantFrom('lost answer' as const, 'never arrives' as const, 409 as const, 500 as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('failReads' as const), times: fc.integer({ min: 1, max: 3 }) }),
  },
);
const kill = fc.record({
  do: fc.constant('kill' as const),
  on: bit,
  writes: fc.integer({ min: 1, max: 4 }),
  before: fc.boolean(),
});
type Step =
  | (typeof step extends fc.Arbitrary<infer S> ? S : never)
  | (typeof kill extends fc.Arbitrary<infer K> ? K : never);

interface Process {
  readonly initializer: Initializer;
  readonly terminals: Terminals;
  readonly core: Core;
  readonly life: MortalStore;
}

class TillWorld {
  readonly #clock = manualClock();
  readonly #helcim = new TillModel(() => this.#clock.now());
  readonly #store = memoryStore();
  readonly #fulfilled: string[] = [];
  readonly #processes: Process[];
  readonly #sessions = new Set<string>();
  #webhooks = 0;
  #deaths = 0;

  constructor() {
    this.#processes = [this.#start(), this.#start()];
  }

  async prepare(): Promise<void> {
    for (const code of devices) await this.#finish(this.#on(0).terminals.pair({ code, clerk: 'Ada' }));
  }

  /** Refusals are answers too. */
  async play(steps: readonly Step[]): Promise<void> {
    const outcomes = await this.#finish(Promise.allSettled(steps.map((one) => this.#untilDeath(one))));
    for (const [index, { life, initializer }] of this.#processes.entries()) {
      if (!life.isDead()) continue;
      this.#deaths += 1;
      void initializer.close();
      this.#processes[index] = this.#start();
    }
    for (const outcome of outcomes)
      if (outcome.status === 'rejected' && (outcome.reason as Error).name !== 'InitializerError')
        throw outcome.reason;
  }

  /** Everything heals, and three days go by. */
  async comeToRest(): Promise<void> {
    for (const { life } of this.#processes) life.spare();
    this.#helcim.mishaps.length = 0;
    this.#helcim.failedReads = 0;
    for (const minutes of [1, 5, 15, 30, 25, 60, 120, 600, 720]) {
      await this.#clock.advance(minutes * minute);
      await this.#finish(this.#on(0).initializer.reconcile());
    }
  }

  async verify(): Promise<void> {
    const sends = this.#helcim.sends;
    assert.equal(new Set(sends).size, sends.length, 'a payment was sent twice');
    const sessions = (await Promise.all(orders.map((id) => this.#store.ofOrder(scope, id)))).flat();
    const ends = ['approved', 'review', 'cancelled', 'asleep', 'expired', 'superseded'];
    for (const { state, reference, transactionIds } of sessions) {
      assert.ok(ends.includes(state), `a session ends ${state}`);
      if (state === 'approved')
        assert.ok(
          this.#approvals(reference).some((id) => transactionIds.includes(id)),
          'without evidence',
        );
    }
    for (const { transactionId, reference, status, type } of this.#helcim.charges) {
      if (status !== 'APPROVED' || type !== 'purchase') continue;
      const owner = await this.#store.byTransactionId(scope, transactionId);
      assert.equal(owner?.reference, reference, `charge ${transactionId} is lost`);
      assert.ok(['approved', 'review'].includes(owner.state), `charge ${transactionId}: ${owner.state}`);
    }
    for (const { reference, terminal, declines } of sessions) {
      const rows = this.#helcim.charges.filter((one) => one.reference === reference);
      const refused = rows.filter((one) => one.status === 'DECLINED' && one.type === 'purchase');
      assert.equal(declines, refused.length, 'each decline counts once');
      const refunds = terminal?.refunds ?? [];
      const sent = this.#helcim.refundSends.filter((one) => one === reference).length;
      assert.ok(sent <= refunds.length, 'a refund was sent twice');
      const back = rows.filter((one) => one.status === 'APPROVED' && one.type === 'refund').length;
      assert.equal(refunds.filter(({ state }) => state === 'done').length, back, 'refunds done');
    }
    for (const orderId of orders) {
      const approved = sessions.filter((one) => one.orderId === orderId && one.state === 'approved');
      const calls = this.#fulfilled.filter((id) => id === orderId).length;
      assert.ok(approved.length <= 1, `${orderId} is approved ${approved.length} times`);
      // A process may die after the call and before that is recorded.
      const most = approved.length * (1 + this.#deaths);
      assert.ok(calls >= approved.length && calls <= most, `${orderId} is fulfilled ${calls} times`);
    }
  }

  async close(): Promise<void> {
    await this.#finish(Promise.all(this.#processes.map(({ initializer }) => initializer.close())));
  }

  #approvals(reference: string): string[] {
    return this.#helcim.charges
      .filter((one) => one.reference === reference && one.status === 'APPROVED' && one.type === 'purchase')
      .map(({ transactionId }) => transactionId);
  }

  async #untilDeath(one: Step): Promise<void> {
    const { life } = this.#on('on' in one ? one.on : 0);
    await Promise.race([this.#run(one), life.death]);
  }

  async #run(one: Step): Promise<void> {
    switch (one.do) {
      case 'start': {
        const what = { orderId: pick(orders, one.order), device: pick(devices, one.device), clerk: 'Ada' };
        this.#sessions.add((await this.#on(one.on).terminals.start(what)).sessionId);
        return;
      }
      case 'tap':
        this.#helcim.tap(pick(devices, one.device), one.approved, one.tip, one.late);
        return;
      case 'cancel':
        await this.#cancel(one);
        return;
      case 'webhook':
        await this.#webhook(one.charge, one.on);
        return;
      case 'ask':
        await this.#on(one.on).terminals.find(this.#session(one.session));
        return;
      case 'release':
        await this.#on(one.on).terminals.release({ sessionId: this.#session(one.session), clerk: 'Bo' });
        return;
      case 'refund': {
        const what = { sessionId: this.#session(one.session), amount: '5.00', clerk: 'Bo' };
        await this.#on(one.on).terminals.refund({ ...what, device: pick(devices, one.device) });
        return;
      }
      case 'wait':
        await this.#clock.advance(one.ms);
        return;
      case 'kill':
        this.#on(one.on).life.killAtWrite(one.writes, one.before);
        return;
      case 'mishap':
        this.#helcim.mishaps.push(one.what);
        return;
      case 'failReads':
        this.#helcim.failedReads = one.times;
    }
  }

  async #cancel({ device, named, heard, on }: Extract<Step, { do: 'cancel' }>): Promise<void> {
    const deviceCode = pick(devices, device);
    const cancelled = this.#helcim.cancel(deviceCode);
    if (!cancelled || !heard) return;
    const { amountCents, reference } = cancelled;
    const cancelledAt = Math.floor(this.#clock.now() / second) * second;
    await receiveWebhook(this.#on(on).core, {
      id: `cancel-${(this.#webhooks += 1)}`,
      type: 'terminalCancel',
      transactionId: undefined,
      cancel: {
        ...{ deviceCode, amountCents, cancelledAt, currency: 'CAD' },
        invoiceNumber: named ? reference : undefined,
      },
    });
  }

  async #webhook(index: number, on: number): Promise<void> {
    const charge = this.#helcim.charges.at(index % (this.#helcim.charges.length || 1));
    if (!charge) return;
    const { transactionId } = charge;
    const id = `msg-${transactionId}-${(this.#webhooks += 1) % 3}`;
    await receiveWebhook(this.#on(on).core, { id, type: 'cardTransaction', transactionId });
  }

  #session(index: number): string {
    return [...this.#sessions].at(index % (this.#sessions.size || 1)) ?? '';
  }

  #on(index: number) {
    return pick(this.#processes, index);
  }

  #start(): Process {
    const life = mortalStore(this.#store);
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const initializer = createInitializer({
      ...{ apiToken: 'api-token', readToken: 'read-token', apiUrl: 'http://127.0.0.1:9/v2', logger: silent },
      ...{ store: life.store, clock: this.#clock, fetch: this.#helcim.fetch, getOrder: () => null },
      fulfill: ({ order }) => void this.#fulfilled.push(order.orderId),
    });
    const terminals = createTerminals({
      ...{ initializer, apiToken: 'terminal-token', authorize: () => null },
      getOrder: () => ({ amount: '20.00', currency: 'CAD' }),
    });
    const core = coreOf(initializer);
    assert.ok(core);
    return { initializer, terminals, core, life };
  }

  /** Lets time pass while somebody sleeps. */
  async #finish<T>(work: Promise<T>): Promise<T> {
    const progress = { isDone: false };
    const done = work.finally(() => {
      progress.isDone = true;
    });
    done.catch(() => undefined);
    for (let turn = 1; !progress.isDone; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn % 20 === 0) await this.#clock.advance(500);
      assert.ok(turn < 20_000, 'something never ends');
    }
    return await done;
  }
}

function pick<T>(list: readonly T[], index: number): T {
  const chosen = list.at(index % list.length);
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}

function holds(title: string, anyStep: fc.Arbitrary<Step>, numRuns: number): void {
  test(`whatever happens at the till in whatever order: one outcome, one fulfilment, nothing lost or sent twice (${title})`, async () => {
    const story = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 3 }), {
      minLength: 3,
      maxLength: 16,
    });
    const play = async (moments: Step[][]) => {
      const world = new TillWorld();
      try {
        await world.prepare();
        for (const moment of moments) await world.play(moment);
        await world.comeToRest();
        await world.verify();
      } finally {
        await world.close();
      }
    };
    await fc.assert(fc.asyncProperty(story, play), { seed: 20_261_120, numRuns });
  });
}

holds('nobody dies', step, 100);
holds('processes die', fc.oneof({ weight: 9, arbitrary: step }, { weight: 1, arbitrary: kill }), 80);
