import assert from 'node:assert/strict';
import { checkOrder } from '../../../packages/initializer/src/check-order.js';
import type { Clock, SessionRecord, SessionStore } from '../../../packages/initializer/src/index.js';
import { readResult } from '../../../packages/initializer/src/read-result.js';
import { cancelOrder } from '../../../packages/initializer/src/sessions/cancel-order.js';
import { createSession } from '../../../packages/initializer/src/sessions/create-session.js';
import { findSession } from '../../../packages/initializer/src/sessions/find-session.js';
import { freshen } from '../../../packages/initializer/src/sessions/look-up.js';
import { receiveWebhook } from '../../../packages/initializer/src/sessions/receive-webhook.js';
import { runCallbacks } from '../../../packages/initializer/src/sessions/run-callbacks.js';
import { settleResult } from '../../../packages/initializer/src/sessions/settle-result.js';
import { HelcimModel, type PayFault } from './helcim-model.js';
import { manualClock, type ManualClock } from './manual-clock.js';
import { startProcess, type MortalProcess } from './mortal-process.js';

const minute = 60_000;
const scope = 'default@127.0.0.1:9';
export const orderIds = ['order-0', 'order-1'] as const;

/** One thing that happens. Numbers choose among what there is, modulo its count. */
export type Step =
  | { do: 'open' | 'cancel' | 'reprice'; order: number; on: number }
  | { do: 'pay'; token: number; lateMs: number; fault: PayFault }
  | { do: 'decline'; token: number }
  | { do: 'result'; charge: number; session: number; forged: boolean; on: number }
  | { do: 'webhook'; charge: number; on: number }
  | { do: 'ask'; session: number; on: number }
  | { do: 'reconcile'; on: number }
  | { do: 'wait'; ms: number }
  | { do: 'kill'; on: number; writes: number; before: boolean }
  | { do: 'failHelcim' | 'failFulfill' | 'dieInFulfill'; times: number };

interface FulfillCall {
  readonly orderId: string;
  readonly process: MortalProcess;
  readonly isExcused: () => boolean;
}

/** A shop of several processes on one store, its buyers and Helcim, in simulated time. */
export class PropertyWorld {
  readonly calls: FulfillCall[] = [];
  readonly #clock: ManualClock = manualClock();
  readonly #helcim = new HelcimModel(() => this.#clock.now());
  readonly #store: SessionStore;
  readonly #processes: MortalProcess[];
  readonly #opened: { sessionId: string; checkoutToken: string }[] = [];
  readonly #prices = new Map<string, number>();
  #fulfillFailures = 0;
  #deathsInFulfill = 0;
  #webhooks = 0;
  #chance = 1;

  constructor(store: SessionStore, processes: number) {
    this.#store = store;
    this.#processes = Array.from({ length: processes }, () => this.#start());
  }

  /** Steps that happen at the same moment. Refusals are answers too. */
  async play(steps: readonly Step[]): Promise<void> {
    const work = steps.map((step) => this.#run(step));
    await this.#finish(Promise.allSettled(work));
    for (const [index, process] of this.#processes.entries()) {
      if (process.isDead()) this.#processes[index] = this.#start();
    }
    for (const outcome of await Promise.allSettled(work)) {
      if (outcome.status === 'rejected' && outcome.reason instanceof assert.AssertionError)
        throw outcome.reason;
    }
  }

  /** Everything heals and three days go by. */
  async comeToRest(): Promise<void> {
    this.#helcim.failures = 0;
    this.#fulfillFailures = 0;
    this.#deathsInFulfill = 0;
    for (const process of this.#processes) process.kill();
    this.#processes.splice(0, Infinity, this.#start());
    for (const minutes of [1, 5, 15, 30, 25, 60, 120, 600, 720]) {
      await this.#clock.advance(minutes * minute);
      await this.#finish(this.#on(0).reconciler.pass());
    }
  }

  async verify(): Promise<void> {
    const sessions = (await Promise.all(orderIds.map((id) => this.#store.ofOrder(scope, id)))).flat();
    for (const session of sessions) this.#verifySession(session);
    for (const { transactionId, reference } of this.#helcim.charges) {
      const owner = await this.#store.byTransactionId(scope, transactionId);
      assert.equal(owner?.reference, reference, `charge ${transactionId} is lost`);
      assert.ok(['approved', 'review'].includes(owner.state), `charge ${transactionId}: ${owner.state}`);
    }
    for (const orderId of orderIds)
      this.#verifyOrder(
        orderId,
        sessions.filter((session) => session.orderId === orderId),
      );
  }

  close(): void {
    for (const process of this.#processes) process.kill();
  }

  #verifySession({ state, reference, order, transactionIds, supersededAt }: SessionRecord): void {
    assert.ok(['approved', 'review', 'expired', 'superseded'].includes(state), `a session ends ${state}`);
    const mine = this.#helcim.charges.filter((charge) => charge.reference === reference);
    if (mine.length > 1) assert.equal(state, 'review', 'charged twice and no person knows');
    if (state !== 'approved') return;
    assert.equal(supersededAt, null, 'approved on a superseded session');
    assert.ok(
      mine.some(
        ({ transactionId, cents }) => transactionIds.includes(transactionId) && cents === order.amountCents,
      ),
      'approved without evidence',
    );
  }

  #verifyOrder(orderId: string, sessions: readonly SessionRecord[]): void {
    const approved = sessions.filter(({ state }) => state === 'approved');
    assert.ok(approved.length <= 1, `${orderId} is approved ${approved.length} times`);
    assert.ok(sessions.filter(({ closesOrder }) => closesOrder).length <= 1, `${orderId} is closed twice`);
    const calls = this.calls.filter((call) => call.orderId === orderId);
    const unexcused = calls.filter((call) => !call.isExcused());
    assert.ok(unexcused.length <= 1, `${orderId} is fulfilled ${unexcused.length} times`);
    if (approved.length > 0) assert.equal(unexcused.length, 1, `${orderId} is approved and not fulfilled`);
    assert.equal(
      calls.length > 0 && sessions.every(({ closesOrder }) => !closesOrder),
      false,
      'fulfilled unpaid',
    );
  }

  async #run(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'open': {
        await this.#open(pick(orderIds, step.order), this.#on(step.on));
        return;
      }
      case 'cancel': {
        await this.#cancel(pick(orderIds, step.order), this.#on(step.on));
        return;
      }
      case 'reprice':
        return this.#prices.set(pick(orderIds, step.order), 10 + step.on);
      case 'pay':
        return this.#helcim.pay(this.#token(step.token), step.lateMs, step.fault);
      case 'decline': {
        this.#helcim.decline(this.#token(step.token));
        return;
      }
      case 'result': {
        await this.#result(step);
        return;
      }
      case 'webhook': {
        await this.#webhook(step);
        return;
      }
      case 'ask': {
        await this.#ask(step);
        return;
      }
      case 'reconcile':
        return await this.#untilDeath(this.#on(step.on), this.#on(step.on).reconciler.pass());
      case 'wait': {
        await this.#clock.advance(step.ms);
        return;
      }
      case 'kill': {
        this.#on(step.on).killAtWrite(1 + step.writes, step.before);
        return;
      }
      case 'failHelcim':
        return (this.#helcim.failures = step.times);
      case 'failFulfill':
        return (this.#fulfillFailures = step.times);
      case 'dieInFulfill':
        return (this.#deathsInFulfill = step.times);
    }
  }

  async #open(orderId: string, process: MortalProcess): Promise<void> {
    const amount = this.#prices.get(orderId) ?? 10;
    const order = checkOrder(
      orderId,
      { amount, currency: 'CAD' },
      { onAuthorized: false, onVerified: false },
    );
    const before = await this.#store.ofOrder(scope, orderId);
    const answer = await this.#untilDeath(process, createSession(process.core, orderId, order));
    if (answer?.kind !== 'open') return;
    assert.ok(!before.some(({ closesOrder }) => closesOrder), 'a token for a paid order');
    assert.equal(answer.session.order.amountCents, amount * 100, 'a token with an old price');
    const { sessionId, checkoutToken } = answer.session;
    this.#opened.push({ sessionId, checkoutToken: checkoutToken ?? '' });
  }

  async #cancel(orderId: string, process: MortalProcess): Promise<void> {
    await this.#untilDeath(process, cancelOrder(process.core, orderId));
  }

  async #result({ charge, session, forged, on }: Extract<Step, { do: 'result' }>): Promise<void> {
    const { core } = this.#on(on);
    const paid = this.#charge(charge);
    const own = paid && (await this.#store.byReference(scope, paid.reference));
    const sessionId =
      session === 0 ? own?.sessionId : this.#opened.at(session % (this.#opened.length || 1))?.sessionId;
    if (!paid || sessionId === undefined) return;
    const posted = readResult(this.#helcim.result(paid, forged));
    await this.#untilDeath(
      this.#on(on),
      findSession(core, sessionId).then(async (found) =>
        runCallbacks(core, await settleResult(core, found, posted)),
      ),
    );
  }

  async #webhook({ charge, on }: Extract<Step, { do: 'webhook' }>): Promise<void> {
    const paid = this.#charge(charge);
    const id = `msg_${(this.#webhooks += 1) % 7}-${paid?.transactionId ?? ''}`;
    if (!paid) return;
    const event = { id, type: 'cardTransaction', transactionId: paid.transactionId };
    await this.#untilDeath(this.#on(on), receiveWebhook(this.#on(on).core, event));
  }

  async #ask({ session, on }: Extract<Step, { do: 'ask' }>): Promise<void> {
    const { core } = this.#on(on);
    const opened = this.#opened.at(session % (this.#opened.length || 1));
    const record = opened && (await this.#store.get(scope, opened.sessionId));
    if (record) await this.#untilDeath(this.#on(on), freshen(core, record));
  }

  #start(): MortalProcess {
    const clock: Clock = this.#clock;
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const process: MortalProcess = startProcess(
      this.#store,
      {
        apiToken: 'api-token',
        readToken: 'read-token',
        apiUrl: 'http://127.0.0.1:9/v2',
        getOrder: () => null,
        fulfill: ({ order }) => this.#fulfill(order.orderId, process),
        clock,
        logger: silent,
        fetch: this.#helcim.fetch,
      },
      () => this.#stutter(),
    );
    return process;
  }

  #fulfill(orderId: string, process: MortalProcess): void | Promise<void> {
    let threw = false;
    this.calls.push({ orderId, process, isExcused: () => threw || this.#diedUnrecorded(process, orderId) });
    if (this.#deathsInFulfill > 0) {
      this.#deathsInFulfill -= 1;
      process.kill();
      return new Promise(() => undefined);
    }
    if (this.#fulfillFailures === 0) return;
    this.#fulfillFailures -= 1;
    threw = true;
    throw new Error('The merchant has a bad day.');
  }

  /** A dead process may have recorded its call: then that was the last one, and no other needs an excuse. */
  #diedUnrecorded(process: MortalProcess, orderId: string): boolean {
    const last = this.calls.findLast((call) => call.orderId === orderId);
    return process.isDead() && last?.process !== process;
  }

  #on(index: number): MortalProcess {
    return pick(this.#processes, index);
  }

  #token(index: number): string {
    return this.#opened.at(index % (this.#opened.length || 1))?.checkoutToken ?? '';
  }

  #charge(index: number) {
    return this.#helcim.charges.at(index % (this.#helcim.charges.length || 1));
  }

  async #untilDeath<T>(process: MortalProcess, work: Promise<T>): Promise<T | undefined> {
    return await Promise.race([work, process.death.then(() => undefined)]);
  }

  /** Now and then somebody is overtaken; always the same ones, so that a failure can be repeated. */
  async #stutter(): Promise<void> {
    this.#chance = (this.#chance * 1_103_515_245 + 12_345) % 2 ** 31;
    if (this.#chance % 7 < 2) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass while somebody sleeps. */
  async #finish(work: Promise<unknown>): Promise<void> {
    const progress = { isDone: false };
    const done = work.finally(() => {
      progress.isDone = true;
    });
    for (let turn = 1; !progress.isDone; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn % 20 === 0) await this.#clock.advance(500);
      assert.ok(turn < 20_000, 'something never ends');
    }
    await done;
  }
}

function pick<T>(list: readonly T[], index: number): T {
  const chosen = list.at(index % list.length);
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}
