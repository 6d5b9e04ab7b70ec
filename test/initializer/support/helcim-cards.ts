import { transaction } from './fake-helcim.js';
import { dollarsOf, idOf, mountainText, type Charge } from './helcim-charge.js';

/** A payment alone, so soon after it was made, may be believed. */
const freshMs = 2 * 60_000;

interface CardEntry extends Omit<Charge, 'kind' | 'type'> {
  readonly type: string;
  readonly status: string;
}

/** The card transactions of a Helcim in memory: payments, declines, and what takes money back or captures it. */
export class HelcimCards {
  readonly #entries: CardEntry[] = [];
  readonly #takenBack = new Set<string>();
  readonly #seenWhole = new Set<string>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  charge(payment: Omit<Charge, 'kind' | 'transactionId'>): Charge {
    return { ...payment, kind: 'card', transactionId: this.#enter({ ...payment, status: 'APPROVED' }) };
  }

  decline(invoiceNumber: string, cents: number): void {
    this.#enter({ ...this.#plain, type: 'purchase', status: 'DECLINED', invoiceNumber, cents });
  }

  /** What the merchant does with a payment on Helcim's pages: a transaction of its own under the same number. */
  follow({ transactionId, invoiceNumber, cents }: Charge, type: 'refund' | 'reverse' | 'capture'): void {
    if (type !== 'capture') this.#takenBack.add(transactionId);
    this.#enter({ ...this.#plain, type, status: 'APPROVED', invoiceNumber, cents });
  }

  /** How many transactions there are: as many ids. */
  count(): number {
    return this.#entries.length;
  }

  byInvoice(invoiceNumber: string | null): Record<string, string>[] {
    return this.#listed().flatMap((entry) => {
      if (entry.invoiceNumber !== invoiceNumber) return [];
      this.#noteSeen(entry, false);
      return [rowOf(entry)];
    });
  }

  byId(transactionId: string): Record<string, string> | undefined {
    const entry = this.#listed().find((candidate) => candidate.transactionId === transactionId);
    if (!entry) return undefined;
    this.#noteSeen(entry, this.#now() - entry.madeAt <= freshMs);
    return rowOf(entry);
  }

  /** Whether anyone was shown a payment when nothing of it had gone back, or so fresh that this was not to be expected. */
  wasSeenWhole({ transactionId }: Charge): boolean {
    return this.#seenWhole.has(transactionId);
  }

  /** What the modal posts of a payment. */
  event(charge: Charge): Record<string, string> {
    return facts({ ...charge, status: charge.oddity === 'status' ? 'SETTLING' : 'APPROVED' });
  }

  get #plain() {
    return { checkoutToken: null, madeAt: this.#now(), listedAt: this.#now(), oddity: undefined };
  }

  #enter(entry: Omit<CardEntry, 'transactionId'>): string {
    const transactionId = idOf(this.#entries.length);
    this.#entries.push({ ...entry, transactionId });
    return transactionId;
  }

  #listed(): CardEntry[] {
    return this.#entries.filter(({ listedAt }) => listedAt <= this.#now());
  }

  #noteSeen({ transactionId }: CardEntry, isFresh: boolean): void {
    if (isFresh || !this.#takenBack.has(transactionId)) this.#seenWhole.add(transactionId);
  }
}

function rowOf(entry: CardEntry): Record<string, string> {
  const isOdd = entry.oddity === 'status' || entry.oddity === 'row status';
  return facts({ ...entry, status: isOdd ? 'SETTLING' : entry.status });
}

function facts(entry: Omit<CardEntry, 'checkoutToken' | 'listedAt'>): Record<string, string> {
  const { transactionId, invoiceNumber, type, status, cents, madeAt, oddity } = entry;
  const dateCreated = oddity === 'date' ? '0000-00-00 00:00:00' : mountainText(madeAt);
  return transaction({ transactionId, invoiceNumber, type, status, amount: dollarsOf(cents), dateCreated });
}
