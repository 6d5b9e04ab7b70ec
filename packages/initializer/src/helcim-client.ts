import { formatCents } from './amount.js';
import { pause, second, type Clock } from './clock.js';
import { InitializerError } from './error.js';
import { refusal, type NeededPermission } from './helcim-error.js';
import { readBankTransaction } from './bank-transaction.js';
import {
  listOf,
  parseJson,
  readBankRows,
  readCardRows,
  readTokens,
  type CheckoutTokens,
} from './helcim-answers.js';
import type { Config } from './read-options.js';
import { readTransaction, type TransactionFacts } from './transaction.js';
import { upstreamLimiter, type Priority, type UpstreamBudget } from './upstream-limiter.js';

/** Longest time from asking to giving up, all tries and waiting for a turn included. A session's lease covers it. */
export const upstreamDeadlineMs = 15 * second;

const tryTimeoutMs = 8 * second;
const mostTries = 2;
const webhookDeadlineMs = 8 * second;
/** The most that Helcim takes as `limit`. */
const cardRowsPerPage = 1_000;
const bankRowsPerPage = 125;
/** A list that goes on is taken as unknown: to decide by a part of it could overlook money. */
const mostPages = 10;
const longestRetryAfterSeconds = 60;

const initializePermission: NeededPermission = {
  option: 'apiToken',
  permission: 'Transaction Processing: Positive Transaction',
};
const readPermission: NeededPermission = { option: 'readToken', permission: 'General: Read' };

interface ReadOptions {
  readonly priority: Priority;
  readonly deadlineMs?: number;
}

/** The only part that knows Helcim's address and header. */
export interface HelcimClient {
  /** @see https://devdocs.helcim.com/reference/checkout-init */
  initialize(request: object): Promise<CheckoutTokens>;

  /** Every transaction that carries this invoice number. An empty list proves nothing by itself. */
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

  budget(): UpstreamBudget;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly needed: NeededPermission;
  readonly priority: Priority;
  readonly deadlineMs: number;
  readonly body?: string;
}

/** @throws InitializerError `helcim_…` or `busy` from every method. */
export function helcimClient({
  apiUrl,
  apiToken,
  readToken = '',
  limits,
  log,
  clock,
  fetch,
}: Pick<Config, 'apiUrl' | 'apiToken' | 'readToken' | 'limits' | 'log' | 'clock' | 'fetch'>): HelcimClient {
  const limiter = upstreamLimiter(clock, limits.helcimShare);

  async function send(call: Call): Promise<unknown> {
    const deadlineAt = clock.now() + call.deadlineMs;
    for (let tries = 1; ; tries += 1) {
      try {
        return await limiter.run(call.priority, deadlineAt, () => once(call, deadlineAt));
      } catch (error) {
        const wait = tries < mostTries ? waitBeforeRepeat(error) : undefined;
        if (wait === undefined || clock.now() + wait >= deadlineAt) throw error;
        await pause(clock, wait);
      }
    }
  }

  async function once(call: Call, deadlineAt: number): Promise<unknown> {
    const timeoutMs = Math.max(1, Math.min(tryTimeoutMs, deadlineAt - clock.now()));
    const { response, text } = await exchange(call, timeoutMs);
    if (response.ok) return parseJson(text);
    const retryAfterSeconds = retryAfter(response, clock);
    if (response.status === 429) limiter.holdFor((retryAfterSeconds ?? 1) * second);
    throw refusal(response.status, text, call.needed, retryAfterSeconds);
  }

  /** Each try has a timeout of its own, which covers the body as well. */
  async function exchange(call: Call, timeoutMs: number): Promise<{ response: Response; text: string }> {
    const abort = new AbortController();
    const timer = new AbortController();
    void pause(clock, timeoutMs, timer.signal).then(() => {
      if (!timer.signal.aborted) abort.abort(new Error(`no answer within ${timeoutMs} ms`));
    });
    try {
      const response = await fetch(`${apiUrl}${call.path}`, {
        method: call.method,
        headers: { accept: 'application/json', 'content-type': 'application/json', 'api-token': call.token },
        // A redirect would carry the token to an address that nobody chose.
        redirect: 'error',
        signal: abort.signal,
        ...(call.body === undefined ? {} : { body: call.body }),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      throw new InitializerError(
        'helcim_unavailable',
        'Helcim could not be reached, or did not answer in time.',
        { cause },
      );
    } finally {
      timer.abort();
    }
  }

  function read(path: string, { priority, deadlineMs = upstreamDeadlineMs }: ReadOptions): Promise<unknown> {
    return send({ method: 'GET', path, token: readToken, needed: readPermission, priority, deadlineMs });
  }

  /** Every row of a list, page by page until a short one, all within the one deadline. */
  async function readAll(path: string, perPage: number, options: ReadOptions): Promise<unknown[]> {
    const endsAt = clock.now() + (options.deadlineMs ?? upstreamDeadlineMs);
    const rows: unknown[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const deadlineMs = endsAt - clock.now();
      const answer = await read(`${path}&limit=${perPage}&page=${page}`, { ...options, deadlineMs });
      const some = listOf(answer);
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
      const answer = await send({
        method: 'POST',
        path: '/helcim-pay/initialize',
        token: apiToken,
        needed: initializePermission,
        priority: 'buyer',
        deadlineMs: upstreamDeadlineMs,
        body: JSON.stringify(request),
      });
      return readTokens(answer);
    },

    async transactionsByInvoice(invoiceNumber, options) {
      const query = new URLSearchParams({ invoiceNumber });
      const path = `/card-transactions?${query.toString()}`;
      return readCardRows(await readAll(path, cardRowsPerPage, options));
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

    budget: () => limiter.budget(),
  });
}

/**
 * How long to wait before the same call again, or `undefined` if it must not be repeated. Every call here may be: reading
 * changes nothing, and a HelcimPay.js session whose token nobody received cannot be paid.
 */
function waitBeforeRepeat(error: unknown): number | undefined {
  if (!(error instanceof InitializerError)) return undefined;
  const passing = error.code === 'busy' || error.code === 'helcim_unavailable';
  return passing ? (error.retryAfterSeconds ?? 0.25) * second : undefined;
}

/** Seconds or an HTTP date; at most a minute, because a mistake in it would otherwise stop payments for as long. */
function retryAfter(response: Response, clock: Clock): number | undefined {
  const text = response.headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - clock.now()) / second;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(1, Math.ceil(seconds)), longestRetryAfterSeconds);
}
