import { randomBytes } from 'node:crypto';
import type { MovableClock } from './clock.js';
import type { AccessConfiguration } from './records/access-configuration.js';
import type { BankTransaction } from './records/bank-transaction.js';
import type { CardBatch } from './records/card-batch.js';
import type { CheckoutSession } from './records/checkout-session.js';
import type { Customer, StoredCard } from './records/customer.js';
import type { Device } from './records/device.js';
import type { Fault, FaultHit, FaultKind } from './records/fault.js';
import type { IdempotentReply } from './records/idempotent-reply.js';
import type { Invoice } from './records/invoice.js';
import type { LoggedRequest } from './records/logged-request.js';
import type { Switches } from './records/switches.js';
import type { Transaction } from './records/transaction.js';
import type { WebhookMessage, WebhookSettings } from './records/webhook.js';
import type { Timeline } from './timeline.js';

/** What a reset throws away. In memory by design: the simulator is a test tool. */
interface Records {
  accessConfigurations: Map<string, AccessConfiguration>;
  /** By checkoutToken. */
  checkoutSessions: Map<string, CheckoutSession>;
  /** Oldest first. */
  transactions: Transaction[];
  /** Oldest first, by invoiceNumber in upper case. */
  transactionsByInvoice: Map<string, Transaction[]>;
  /** Oldest first. */
  bankTransactions: BankTransaction[];
  batches: CardBatch[];
  /** By id, oldest first. */
  devices: Map<string, Device>;
  /** By device id: what to call when the screen changes, one for each open connection. */
  deviceConnections: Map<string, Set<() => void>>;
  /** Pairing mode of all devices, where the account has one switch for it. */
  accountPairingMode: boolean;
  /** By customerCode. */
  customers: Map<string, Customer>;
  /** By cardToken. */
  storedCards: Map<string, StoredCard>;
  /** By invoiceNumber in upper case: Helcim compares them without case. */
  invoices: Map<string, Invoice>;
  /** By idempotency-key. */
  idempotentReplies: Map<string, IdempotentReply>;
  /** Calls of the v2 API, oldest first. */
  requests: LoggedRequest[];
  /** When the calls of the last hour were made, oldest first. */
  callTimes: number[];
  /** The next number of each kind. */
  counters: Record<CounterName, number>;
  /** Makes the token of a card or bank account unguessable, yet the same each time. */
  tokenKey: Buffer;
  switches: Switches;
  webhooks: WebhookSettings;
  /** Oldest first. */
  webhookMessages: WebhookMessage[];
  /** Those in force, oldest first. */
  faults: Fault[];
  /** How often each kind was used. */
  faultUses: Partial<Record<FaultKind, number>>;
  /** Oldest first. */
  faultHits: FaultHit[];
  /** How often each occasion has come up while faults were in force, by its name. */
  faultOccasions: Map<string, number>;
  /** By the number that a shop gave its payment, in upper case: its amount, which another run has as well. */
  amountsByNumber: Map<string, number>;
  /** Business days until a bank payment clears. */
  clearingDays: number;
}

export type CounterName =
  | 'transaction'
  | 'bankTransaction'
  | 'bankBatch'
  | 'batch'
  | 'batchNumber'
  | 'customerId'
  | 'invoiceId'
  | 'invoiceNumber'
  | 'fault';

/** What a reset brings back. */
interface Seeds {
  accessConfigurations: AccessConfiguration[];
  switches: Switches;
  webhooks: WebhookSettings;
}

/** One simulated merchant account. */
export interface State extends Records {
  clock: MovableClock;
  timeline: Timeline;
  seeds: Seeds;
}

export function createState(
  clock: MovableClock,
  timeline: Timeline,
  settings: Omit<Seeds, 'accessConfigurations'>,
): State {
  const seeds = { accessConfigurations: [], ...settings };
  return { clock, timeline, seeds, ...freshRecords(seeds) };
}

/** Back to the state after the start: same seeded access configurations and tokens, nothing paid, clock not moved. */
export function resetState(state: State): void {
  state.clock.reset();
  state.timeline.clear();
  const connections = [...state.deviceConnections.values()].flatMap((tells) => [...tells]);
  Object.assign(state, freshRecords(state.seeds));
  for (const tell of connections) tell();
}

/** Takes the next number of a kind. */
export function nextNumber(state: State, name: CounterName): number {
  return state.counters[name]++;
}

function freshRecords({ accessConfigurations, switches, webhooks }: Seeds): Records {
  return {
    accessConfigurations: new Map(accessConfigurations.map((seed) => [seed.id, structuredClone(seed)])),
    checkoutSessions: new Map(),
    transactions: [],
    transactionsByInvoice: new Map(),
    bankTransactions: [],
    batches: [],
    devices: new Map(),
    deviceConnections: new Map(),
    accountPairingMode: false,
    customers: new Map(),
    storedCards: new Map(),
    invoices: new Map(),
    idempotentReplies: new Map(),
    requests: [],
    callTimes: [],
    counters: {
      transaction: 44_158_194,
      bankTransaction: 109_361,
      bankBatch: 168_333,
      batch: 6_005_228,
      batchNumber: 1,
      customerId: 20_000_001,
      invoiceId: 30_000_001,
      invoiceNumber: 100_101,
      fault: 1,
    },
    tokenKey: randomBytes(32),
    switches: { ...switches },
    webhooks: structuredClone(webhooks),
    webhookMessages: [],
    faults: [],
    faultUses: {},
    faultHits: [],
    faultOccasions: new Map(),
    amountsByNumber: new Map(),
    clearingDays: 3,
  };
}
