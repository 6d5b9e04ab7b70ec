import assert from 'node:assert/strict';
import { checkOrder } from '../../../packages/initializer/src/check-order.js';
import type {
  Clock,
  SessionRecord,
  SessionStore,
  UpdateOutcome,
} from '../../../packages/initializer/src/index.js';
import { readResult } from '../../../packages/initializer/src/read-result.js';
import { leaseMs } from '../../../packages/initializer/src/sessions/callback-lease.js';
import { cancelOrder } from '../../../packages/initializer/src/sessions/cancel-order.js';
import { createSession } from '../../../packages/initializer/src/sessions/create-session.js';
import { findSession } from '../../../packages/initializer/src/sessions/find-session.js';
import { freshen } from '../../../packages/initializer/src/sessions/look-up.js';
import { receiveWebhook } from '../../../packages/initializer/src/sessions/receive-webhook.js';
import { runCallbacks } from '../../../packages/initializer/src/sessions/run-callbacks.js';
import { settleResult } from '../../../packages/initializer/src/sessions/settle-result.js';
import type { Charge } from './helcim-charge.js';
import { HelcimModel } from './helcim-model.js';
import { manualClock, type ManualClock } from './manual-clock.js';
import { startProcess, type MortalProcess } from './mortal-process.js';
import { FaultLog, verifyRefusal } from './property-errors.js';
import { PropertyMerchant } from './property-merchant.js';
import { sharedInvoice, shops, type Step, type Story } from './property-story.js';
import { verifyBooks, type Opened } from './property-verification.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Twice what thousands of stories needed. */
const mostCallsPerToken = 64;
const scope = 'default@127.0.0.1:9';
const orderIds = ['order-0', 'order-1'] as const;

/** A shop of several processes on one store, its buyers and Helcim, in simulated time. */
export class PropertyWorld {
  readonly #clock: ManualClock = manualClock();
  readonly #helcim = new HelcimModel(() => this.#clock.now());
  readonly #merchant = new PropertyMerchant(() => this.#clock.now());
  readonly #log = new FaultLog();
  readonly #store: SessionStore;
  readonly #processes: MortalProcess[];
  readonly #opened: Opened[] = [];
  readonly #posted = new Set<Charge>();
  readonly #proven = new Set<Charge>();
  readonly #shop: (typeof shops)[number];
  /** Of each order, the index in the shop. */
  readonly #terms: number[];
  #webhooks = 0;
  #chance = 1;

  constructor(store: SessionStore, processes: number, { shop, terms }: Pick<Story, 'shop' | 'terms'>) {
    this.#store = { ...store, update: (next) => this.#update(store, next) };
    this.#shop = pick(shops, shop);
    this.#terms = [...terms];
    this.#processes = Array.from({ length: processes }, () => this.#start());
  }

  /** Steps that happen at the same moment. Refusals are answers too, where a step may be refused. */
  async play(steps: readonly Step[]): Promise<void> {
    // Whoever needs minutes to record that a callback returned has lost the store, and the callback to another process.
    if (steps.some((step) => step.do === 'wait' && step.ms > leaseMs)) await this.#quiet();
    const work = steps.map((step) => this.#run(step));
    await this.#finish(Promise.allSettled(work));
    for (const [index, process] of this.#processes.entries()) {
      if (process.isDead()) this.#processes[index] = this.#start();
    }
    for (const [index, outcome] of (await Promise.allSettled(work)).entries()) {
      if (outcome.status === 'rejected') verifyRefusal(pick(steps, index), outcome.reason);
    }
  }

  /** Everything heals and a day goes by; and as long as banks may take, if they have to do with it. */
  async comeToRest(): Promise<void> {
    await this.#quiet();
    this.#helcim.failures = 0;
    this.#merchant.failures = 0;
    this.#merchant.deaths = 0;
    for (const process of this.#processes) process.kill();
    this.#processes.splice(0, Infinity, this.#start());
    for (const minutes of [1, 5, 15, 30, 25, 60, 120, 600, 720]) await this.#pass(minutes * minute);
    if (this.#helcim.charges.every(({ kind }) => kind === 'card')) return;
    for (const days of [0.25, 0.25, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) await this.#pass(days * day);
  }

  async verify(): Promise<void> {
    this.#log.verify();
    const sessions = (await Promise.all(orderIds.map((id) => this.#store.ofOrder(scope, id)))).flat();
    for (const session of sessions) this.#verifySession(session);
    for (const orderId of orderIds) {
      const closing = sessions.filter((session) => session.orderId === orderId && session.closesOrder);
      assert.ok(closing.length <= 1, `${orderId} is closed twice`);
    }
    const { charges, foreign, bank, cards, calls } = this.#helcim;
    const tokens = new Set(this.#opened.map(({ checkoutToken }) => checkoutToken)).size;
    assert.ok(calls <= mostCallsPerToken * Math.max(1, tokens), `${calls} calls for ${tokens} tokens`);
    verifyBooks({
      charges,
      foreign,
      opened: this.#opened,
      posted: this.#posted,
      proven: this.#proven,
      calls: this.#merchant.calls,
      clearedAt: (charge) => bank.clearedAt(charge),
      wasSeenWhole: (charge) => cards.wasSeenWhole(charge),
      cameBackAt: (charge) => (charge.kind === 'ach' ? bank.cameBackAt(charge) : undefined),
    });
  }

  close(): void {
    for (const process of this.#processes) process.kill();
  }

  #verifySession({ state, sessionId, supersededAt }: SessionRecord): void {
    const final = ['approved', 'review', 'returned', 'expired', 'superseded'];
    assert.ok(final.includes(state), `a session ends ${state}`);
    if (state !== 'approved') return;
    assert.equal(supersededAt, null, 'approved on a superseded session');
    const isTold = this.#merchant.calls.some(
      ({ name, input, ended }) =>
        input.sessionId === sessionId && ended === 'returned' && name !== 'onReview' && name !== 'onReturned',
    );
    assert.ok(isTold, 'approved, and the merchant was not told');
  }

  async #run(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'open': {
        await this.#open(step.order, this.#on(step.on));
        return;
      }
      case 'cancel': {
        await this.#cancel(pick(orderIds, step.order), this.#on(step.on));
        return;
      }
      case 'change':
        return (this.#terms[step.order] = step.terms);
      case 'pay': {
        this.#helcim.pay(this.#session(step.token)?.checkoutToken ?? '', step.payment);
        return;
      }
      case 'decline': {
        this.#helcim.decline(this.#session(step.token)?.checkoutToken ?? '');
        return;
      }
      case 'payInvoice': {
        this.#helcim.payInvoice(sharedInvoice, step.cents, step.agoMs);
        return;
      }
      case 'refund':
      case 'reverse':
      case 'capture': {
        const charge = this.#charge(step.charge);
        if (charge) this.#helcim.follow(charge, step.do);
        return;
      }
      case 'result': {
        await this.#result(step);
        return;
      }
      case 'makeUp': {
        await this.#makeUp(step);
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
      case 'failCallback':
        return (this.#merchant.failures = step.times);
      case 'dieInCallback':
        return (this.#merchant.deaths = step.times);
    }
  }

  async #open(index: number, process: MortalProcess): Promise<void> {
    const orderId = pick(orderIds, index);
    const asked = pick(this.#shop, this.#terms[index] ?? 0);
    const order = checkOrder(orderId, asked, { onAuthorized: true, onVerified: true });
    const before = await this.#store.ofOrder(scope, orderId);
    const answer = await this.#untilDeath(process, createSession(process.core, orderId, order));
    if (answer?.kind !== 'open') return;
    assert.ok(!before.some(({ closesOrder }) => closesOrder), 'a token for a paid order');
    assert.deepEqual(answer.session.order, order.snapshot, 'a token with old terms');
    const { sessionId, checkoutToken, createdAt } = answer.session;
    this.#opened.push({
      ...{ sessionId, orderId, createdAt, order: order.snapshot },
      checkoutToken: checkoutToken ?? '',
    });
  }

  async #cancel(orderId: string, process: MortalProcess): Promise<void> {
    await this.#untilDeath(process, cancelOrder(process.core, orderId));
  }

  async #result({ charge, session, forged, on }: Extract<Step, { do: 'result' }>): Promise<void> {
    const paid = this.#charge(charge);
    const own = this.#opened.find(({ checkoutToken }) => checkoutToken === paid?.checkoutToken);
    const posting = session === 0 ? own : this.#session(session);
    if (!paid || !posting) return;
    const eventMessage = this.#helcim.result(paid, forged);
    const isGenuine = !forged && posting.sessionId === own?.sessionId;
    if (isGenuine) this.#posted.add(paid);
    const isTaken = await this.#post(posting.sessionId, eventMessage, this.#on(on));
    if (isTaken && isGenuine) this.#proven.add(paid);
  }

  async #makeUp({ session, id, kind, on }: Extract<Step, { do: 'makeUp' }>): Promise<void> {
    const victim = this.#session(session);
    if (!victim) return;
    const eventMessage = this.#helcim.madeUp(victim.checkoutToken, id, kind);
    await this.#post(victim.sessionId, eventMessage, this.#on(on));
  }

  /** Whether the server lived to take it. */
  async #post(sessionId: string, eventMessage: string, process: MortalProcess): Promise<boolean> {
    const { core } = process;
    const settling = findSession(core, sessionId).then((found) =>
      settleResult(core, found, readResult(eventMessage)),
    );
    const settled = await this.#untilDeath(process, settling);
    if (settled) await this.#untilDeath(process, runCallbacks(core, settled));
    return settled !== undefined;
  }

  async #webhook({ id, on }: Extract<Step, { do: 'webhook' }>): Promise<void> {
    const transactionId = this.#helcim.id(id);
    const event = {
      id: `msg_${(this.#webhooks += 1) % 7}-${transactionId}`,
      type: 'cardTransaction',
      transactionId,
    };
    await this.#untilDeath(this.#on(on), receiveWebhook(this.#on(on).core, event));
  }

  async #ask({ session, on }: Extract<Step, { do: 'ask' }>): Promise<void> {
    const { core } = this.#on(on);
    const opened = this.#session(session);
    const record = opened && (await this.#store.get(scope, opened.sessionId));
    if (record) await this.#untilDeath(this.#on(on), freshen(core, record));
  }

  async #update(store: SessionStore, next: SessionRecord): Promise<UpdateOutcome> {
    const outcome = await store.update(next);
    if (outcome === 'stored') this.#merchant.noteStored(next);
    return outcome;
  }

  #start(): MortalProcess {
    const clock: Clock = this.#clock;
    const process: MortalProcess = startProcess(
      this.#store,
      {
        apiToken: 'api-token',
        readToken: 'read-token',
        apiUrl: 'http://127.0.0.1:9/v2',
        getOrder: () => null,
        ...this.#merchant.callbacks(() => process),
        clock,
        logger: this.#log.logger,
        fetch: this.#helcim.fetch,
      },
      () => this.#stutter(),
    );
    return process;
  }

  #on(index: number): MortalProcess {
    return pick(this.#processes, index);
  }

  #session(index: number): Opened | undefined {
    return this.#opened.at(index % (this.#opened.length || 1));
  }

  #charge(index: number): Charge | undefined {
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

  /** Long enough for whoever lives to record what has returned. */
  async #quiet(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  async #pass(ms: number): Promise<void> {
    await this.#clock.advance(ms);
    await this.#finish(this.#on(0).reconciler.pass());
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
