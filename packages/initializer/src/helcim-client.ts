import { formatCents } from './amount.js';
import { second } from './clock.js';
import { InitializerError } from './error.js';
import type { NeededPermission } from './helcim-error.js';
import { readBankTransaction } from './bank-transaction.js';
import { listOf, readBankRows, readCardRows, readTokens, type CheckoutTokens } from './helcim-answers.js';
import type { Config } from './read-options.js';
import { readTransaction, type TransactionFacts } from './transaction.js';
import { upstreamDeadlineMs, type Upstream } from './upstream.js';
import type { Priority } from './upstream-limiter.js';

const webhookDeadlineMs = 8 * second;
/** The most that Helcim takes as `limit`. */
const cardRowsPerPage = 1_000;
const bankRowsPerPage = 125;
/** A list that goes on is taken as unknown: to decide by a part of it could overlook money. */
const mostPages = 10;
/** Helcim's word for the first page is not documented: it may be the one that page 1 is, or come before it. */
const pageNames = ['', ...Array.from({ length: mostPages }, (_, index) => `&page=${index + 1}`)];

const initializePermission: NeededPermission = {
  option: 'apiToken',
  permission: 'Transaction Processing: Positive Transaction',
};
const readPermission: NeededPermission = { option: 'readToken', permission: 'General: Read' };

interface ReadOptions {
  readonly priority: Priority;
  readonly deadlineMs?: number;
}

/**
 * The calls of the checkout. Every one may be repeated: reading changes nothing, and a token that nobody received cannot be
 * paid.
 */
export interface HelcimClient {
  /** @see https://devdocs.helcim.com/reference/checkout-init */
  initialize(request: object): Promise<CheckoutTokens>;

  /**
   * Every transaction that carries this invoice number; one that cannot be understood is `unclear`, perhaps without an id. An
   * empty list proves nothing by itself.
   */
  transactionsByInvoice(invoiceNumber: string, options: ReadOptions): Promise<TransactionFacts[]>;

  /** The card transaction that a webhook names. */
  transaction(transactionId: string): Promise<TransactionFacts | undefined>;

  /** A bank payment as it stands now. Its row carries no invoice number. */
  bankTransaction(transactionId: string, options: ReadOptions): Promise<TransactionFacts | undefined>;

  /** Bank payments of exactly this amount. There is no filter by invoice: they are hints, never an identity. */
  bankTransactions(
    filter: { amountCents: number; startDate: string; endDate: string },
    options: ReadOptions,
  ): Promise<TransactionFacts[]>;

  /** Asks for one row, to learn whether the read token may read. */
  probeRead(): Promise<void>;
}

/** @throws InitializerError `helcim_…` or `busy` from every method. */
export function helcimClient(
  { apiToken, readToken = '', log, clock }: Pick<Config, 'apiToken' | 'readToken' | 'log' | 'clock'>,
  upstream: Upstream,
): HelcimClient {
  function read(path: string, { priority, deadlineMs = upstreamDeadlineMs }: ReadOptions): Promise<unknown> {
    return upstream.send({
      method: 'GET',
      path,
      token: readToken,
      needed: readPermission,
      priority,
      deadlineMs,
    });
  }

  /** Every row of a list, page by page until a short one, all within the one deadline. */
  async function readAll(path: string, perPage: number, options: ReadOptions): Promise<unknown[]> {
    const endsAt = clock.now() + (options.deadlineMs ?? upstreamDeadlineMs);
    const rows: unknown[] = [];
    for (const page of pageNames) {
      const deadlineMs = endsAt - clock.now();
      const some = listOf(await read(`${path}&limit=${perPage}${page}`, { ...options, deadlineMs }));
      // Where Helcim counts from 1 this is the first page again; each transaction counts once.
      rows.push(...some);
      if (some.length < perPage) return rows;
    }
    log.error(
      { path, rows: rows.length },
      'A list of Helcim has more pages than are read: nothing is decided by it.',
    );
    throw new InitializerError('helcim_unavailable', `Helcim's list goes on after ${rows.length} rows.`);
  }

  return Object.freeze<HelcimClient>({
    async initialize(request) {
      const answer = await upstream.send({
        method: 'POST',
        path: '/helcim-pay/initialize',
        token: apiToken,
        needed: initializePermission,
        priority: 'buyer',
        body: JSON.stringify(request),
      });
      return readTokens(answer);
    },

    async transactionsByInvoice(invoiceNumber, options) {
      const query = new URLSearchParams({ invoiceNumber });
      const path = `/card-transactions?${query.toString()}`;
      return readCardRows(await readAll(path, cardRowsPerPage, options), invoiceNumber);
    },

    async transaction(transactionId) {
      const path = `/card-transactions/${encodeURIComponent(transactionId)}`;
      return readTransaction(await read(path, { priority: 'buyer', deadlineMs: webhookDeadlineMs }));
    },

    async bankTransaction(transactionId, options) {
      const path = `/ach/transactions/${encodeURIComponent(transactionId)}`;
      return readBankTransaction(await read(path, options));
    },

    async bankTransactions({ amountCents, startDate, endDate }, options) {
      const amount = formatCents(amountCents);
      const query = new URLSearchParams({ startDate, endDate, amountMin: amount, amountMax: amount });
      const path = `/ach/transactions?${query.toString()}`;
      return readBankRows(await readAll(path, bankRowsPerPage, options));
    },

    async probeRead() {
      await read('/card-transactions?limit=1', { priority: 'reconciler' });
    },
  });
}
