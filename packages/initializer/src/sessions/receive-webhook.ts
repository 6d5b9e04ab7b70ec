import { hour } from '../clock.js';
import { InitializerError } from '../error.js';
import { mountainTime } from '../mountain-time.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import type { TerminalCancel } from '../read-terminal-cancel.js';
import { cancelOnDevice } from './cancel-on-device.js';
import { claimId, hasClaimed } from './claim-id.js';
import { difference, isAfterStart, isFresh, movesMoney, reverses } from './compare-transaction.js';
import { goOn, type Core } from './core.js';
import { lookUp, readRowsByNumber } from './look-up.js';
import { referencePrefix } from './new-session.js';
import { recordStray, refuseStray, reportStray } from './report-stray.js';
import { runCallbacks } from './run-callbacks.js';
import { sessionsOnInvoice, type InvoiceSessions } from './sessions-on-invoice.js';
import { settle } from './settle.js';
import { awaits, isPayment, mayBeChargedAgain } from './shared-invoice.js';
import { supersedeOthers } from './supersede.js';
import { nextLookAt } from './timeline.js';

/** Helcim redelivers for about 28 hours. */
const keepReceiptMs = 72 * hour;

/** What a verified webhook says. */
export interface WebhookEvent {
  readonly id: string;
  readonly type: string;
  /** Of a `cardTransaction`. */
  readonly transactionId: string | undefined;
  /** Of a `terminalCancel` that could be read. */
  readonly cancel?: TerminalCancel | undefined;
}

/** What became of a webhook: `known` was handled before, `noted` cannot be read for want of a read token. */
export type WebhookAnswer = 'settled' | 'known' | 'noted' | 'ignored';

/**
 * Does what a webhook asks for. It names a transaction and proves nothing: the row that Helcim's API shows decides.
 *
 * @throws InitializerError `transaction_unreadable`, `session_missing`, `busy`: Helcim should send it again.
 */
export async function receiveWebhook(core: Core, event: WebhookEvent): Promise<WebhookAnswer> {
  const { store, scope, clock } = core.config;
  if (await store.hasReceipt(scope, event.id, clock.now())) return 'known';
  const answer = await handle(core, event);
  // Not earlier: whatever fails before this line has to come again.
  await store.addReceipt(scope, event.id, clock.now() + keepReceiptMs);
  return answer;
}

async function handle(core: Core, { type, transactionId, cancel }: WebhookEvent): Promise<WebhookAnswer> {
  const { store, scope, log, readToken, clock } = core.config;
  if (type === 'terminalCancel' && cancel) return await cancelOnDevice(core, cancel);
  if (type !== 'cardTransaction' || transactionId === undefined) return 'ignored';
  const owner = await store.byTransactionId(scope, claimId({ kind: 'card', transactionId }));
  if (owner) {
    // The first try may have failed between the verdict and this.
    if (owner.closesOrder) await supersedeOthers(core, owner);
    await refuseStray(core, owner);
    return 'known';
  }
  if (readToken === undefined) {
    log.warn({ transactionId }, 'A webhook names a transaction that cannot be read without a readToken.');
    return 'noted';
  }
  const at = clock.now();
  const row = await readRow(core, transactionId);
  const session = await sessionOf(core, row);
  if (!session) return 'ignored';
  return await settleWithRow(core, session, row, at);
}

async function readRow({ helcim }: Core, transactionId: string): Promise<TransactionFacts> {
  try {
    const row = await helcim.transaction(transactionId);
    if (row?.transactionId === transactionId && row.status !== 'unclear') return row;
  } catch (cause) {
    throw unreadable(transactionId, cause);
  }
  throw unreadable(transactionId, undefined);
}

function unreadable(transactionId: string, cause: unknown): InitializerError {
  return new InitializerError(
    'transaction_unreadable',
    `Transaction ${transactionId} of a webhook is not listed yet, or cannot be read.`,
    { cause },
  );
}

/** The session that a row belongs to; `undefined` for the merchant's other business. */
async function sessionOf(core: Core, row: TransactionFacts): Promise<SessionRecord | undefined> {
  const { store, scope } = core.config;
  if (row.invoiceNumber === '') return undefined;
  const session = await store.byReference(scope, row.invoiceNumber);
  if (session) return session;
  if (!isPayment(row)) return undefined;
  const madeAt = mountainTime(row.dateCreated)?.earliest;
  const known = madeAt === undefined ? undefined : await sessionsOnInvoice(core, row.invoiceNumber, madeAt);
  if (known && known.sessions.length > 0) return await onInvoice(core, known, row);
  return hasOurPrefix(row) ? await reportStray(core, row) : undefined;
}

/** Of the sessions on an invoice: the one that waits for the payment, else the paid one whose token was charged again. */
async function onInvoice(
  core: Core,
  known: InvoiceSessions,
  row: TransactionFacts,
): Promise<SessionRecord | undefined> {
  const { config } = core;
  const { sessions, isComplete } = known;
  // Another road was faster.
  const owner = sessions.find((session) => hasClaimed(session, row));
  if (owner) return owner;
  const candidates = sessions.filter((session) => awaits(session, row, config));
  const isAwaited = candidates.some((session) => difference(session, row, config) === undefined);
  const paid = sessions.filter((session) => mayBeChargedAgain(session, row, config));
  if (isComplete && !isAwaited && paid.length > 0) return await chargedAgain(core, paid, row);
  if (isComplete && candidates.length === 0) return undefined;
  return await oneOf(core, candidates, isComplete, row);
}

/** The one paid session that the money can be a second charge of; where several can be, a person is told of the payment alone. */
async function chargedAgain(
  core: Core,
  [first, ...others]: readonly SessionRecord[],
  row: TransactionFacts,
): Promise<SessionRecord | undefined> {
  if (first && others.length === 0 && isAfterStart(first, row)) return first;
  await recordStray(core, row, 'invoice_shared');
  return undefined;
}

function hasOurPrefix({ invoiceNumber }: TransactionFacts): boolean {
  return invoiceNumber.toUpperCase().startsWith(referencePrefix);
}

/**
 * Of several orders on one invoice, the one whose terms the payment meets. The browser's result can tell more, or each session's
 * own looks; once none is to come, a person has to, and Helcim need not send it again.
 */
async function oneOf(
  core: Core,
  candidates: readonly SessionRecord[],
  isComplete: boolean,
  row: TransactionFacts,
): Promise<SessionRecord | undefined> {
  const matching = candidates.filter((session) => difference(session, row, core.config) === undefined);
  const [first, ...others] = candidates.length > 1 ? matching : candidates;
  if (isComplete && first && others.length === 0 && isAfterStart(first, row)) return first;
  const isLookedFor = candidates.some(
    (session) => session.state !== 'review' && nextLookAt(session, core.config) !== null,
  );
  if (!isLookedFor) {
    const isTold = candidates.some(({ listedIds = [] }) => listedIds.includes(claimId(row)));
    if (!isTold) await recordStray(core, row, 'invoice_shared');
    return undefined;
  }
  throw new InitializerError(
    'busy',
    `Transaction ${row.transactionId} may belong to a session on invoice ${row.invoiceNumber}.`,
  );
}

async function settleWithRow(
  core: Core,
  session: SessionRecord,
  row: TransactionFacts,
  at: number,
): Promise<WebhookAnswer> {
  // Money that went back says nothing without the payment it belongs to.
  const settled = reverses(row)
    ? await lookUp(core, session, 'buyer')
    : await settleUnlessTaken(core, session, await rowsBeside(core, session, row, at), at);
  if (!settled) return 'known';
  void goOn(core, runCallbacks(core, settled));
  return 'settled';
}

/**
 * What is under the number of a payment that is told of late: its money may have gone back meanwhile. A fresh one stands alone.
 *
 * @throws InitializerError `transaction_unreadable`.
 */
async function rowsBeside(
  core: Core,
  session: SessionRecord,
  row: TransactionFacts,
  at: number,
): Promise<TransactionFacts[]> {
  if (!movesMoney(row) || isFresh(at, row)) return [row];
  const rows = await readRowsByNumber(core, session);
  if (rows === 'unreachable') throw unreadable(row.transactionId, undefined);
  if (rows === 'not_asked') return [row];
  const isListed = rows.some(({ transactionId }) => transactionId === row.transactionId);
  return isListed ? [...rows] : [...rows, row];
}

/** Another road may have been faster, for another session on the same invoice. */
async function settleUnlessTaken(
  core: Core,
  { sessionId }: SessionRecord,
  rows: readonly TransactionFacts[],
  at: number,
): Promise<SessionRecord | undefined> {
  try {
    return await settle(core, sessionId, { from: 'webhook', at, rows });
  } catch (error) {
    if (error instanceof InitializerError && error.code === 'transaction_taken') return undefined;
    throw error;
  }
}
