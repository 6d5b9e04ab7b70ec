import { minute } from '../clock.js';
import { InitializerError } from '../error.js';
import { mountainDate } from '../mountain-time.js';
import type { Priority } from '../upstream-limiter.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { nextVersion } from './apply-verdict.js';
import { changeSession } from './change-session.js';
import { hasClaimed } from './claim-id.js';
import type { Core } from './core.js';
import type { Evidence } from './evidence.js';
import {
  clocksDifferMs,
  countsAsUnpaid,
  isAfter,
  isBefore,
  isPaid,
  isUndated,
  movesMoney,
} from './compare-transaction.js';
import { withLook } from './looks-under-way.js';
import { recordStray } from './report-stray.js';
import { settle } from './settle.js';
import { sortRows } from './shared-invoice.js';
import { supersedeIfPaid } from './supersede.js';
import {
  graceEndsAt,
  isBankPayment,
  isGivenUp,
  isReadable,
  mayAsk,
  mayBeChargedByCard,
  seeksSecondCharge,
  stateAt,
} from './timeline.js';
import { isOpenRefund } from './till-timeline.js';
import { unclaimed } from './unclaimed.js';

/** How long the result of a payment may be on its way before its session counts as one that never hears of it. */
const resultTakesMs = 10 * minute;

/** How long a buyer's answer may wait for Helcim's rows. */
const buyerDeadlineMs = 2_500;

/**
 * Asks Helcim for the session's rows and settles with them. Of several reconcilers one asks, and the others leave the session to
 * it; a buyer's question is always answered afresh.
 */
export async function lookUp(core: Core, session: SessionRecord, priority: Priority): Promise<SessionRecord> {
  const at = core.config.clock.now();
  const { look, session: current } = await claimLook(core, session, at);
  if (look === undefined && priority === 'reconciler') return current;
  const found = await readAll(core, session, { at, priority });
  const settled = await settleLook(core, session, { from: 'rows', at, look, ...found });
  if (priority === 'reconciler' && isGivenUp(settled, core.config)) reportGivenUp(core, settled);
  return settled;
}

function reportGivenUp({ config }: Core, { orderId, reference }: SessionRecord): void {
  config.log.error(
    { orderId, reference },
    'Helcim could not be asked about a session for 30 days, and is asked no more: look up its reference on Helcim’s pages.',
  );
}

/** Brings a session up to date for someone who asks: a look if the pauses allow it, else what time alone decides. */
export async function freshen(core: Core, known: SessionRecord): Promise<SessionRecord> {
  const session = await supersedeIfPaid(core, known);
  const now = core.config.clock.now();
  const states = ['open', 'closing', 'undecided', 'superseded', 'cancelled'];
  const isOpenQuestion =
    states.includes(stateAt(session, now)) || session.terminal?.refunds.some(isOpenRefund);
  if (isOpenQuestion && isReadable(session, core.config) && mayAsk(session, now))
    return await lookUp(core, session, 'buyer');
  return await settle(core, session.sessionId, { from: 'time', at: now, rows: 'not_asked' });
}

/**
 * Notes the look before it happens, so that two processes do not ask at once. It counts as failed until its answer is settled:
 * what Helcim did not answer, or a crash swallowed, is asked again soon.
 *
 * @returns The session as it stands now, and the number of the look; none if somebody else was faster.
 */
export async function claimLook(
  core: Core,
  session: SessionRecord,
  at: number,
): Promise<{ session: SessionRecord; look: number | undefined }> {
  const claimed = await changeSession(core, session.sessionId, (current) =>
    current.lookups === session.lookups
      ? nextVersion(current, withLook(current, at), core.config)
      : undefined,
  );
  return { session: claimed.session, look: claimed.changed ? claimed.session.lookups : undefined };
}

/** What a look finds: all that may be the session's, and that no other session has claimed; `unreachable` instead of an error. */
export async function readAll(
  core: Core,
  session: SessionRecord,
  { at, priority }: { at: number; priority: Priority },
): Promise<Pick<Evidence, 'rows' | 'doubtful' | 'bankHints'>> {
  const { rows, doubtful } = await readSorted(core, session, priority);
  const bankHints = rows instanceof Array ? await readBankHints(core, session, { at, priority }) : [];
  return { rows, doubtful, bankHints };
}

/** Settles with what a look has found. Of a bank payment that may be a second charge on a paid token a person is told as well. */
export async function settleLook(
  core: Core,
  { sessionId }: SessionRecord,
  evidence: Evidence,
): Promise<SessionRecord> {
  const settled = await settle(core, sessionId, evidence);
  if (isPaid(settled) && evidence.bankHints instanceof Array) {
    const spare = evidence.bankHints.filter(
      (row) => isOldEnough(row, evidence.at) && !hasClaimed(settled, row),
    );
    for (const row of spare) await recordStray(core, row, 'bank_payment_found');
  }
  return settled;
}

/** One just made may be that of another session, whose result is on its way. A later look finds it again. */
function isOldEnough(row: TransactionFacts, at: number): boolean {
  return row.transactionId !== '' && (isUndated(row) || isBefore(at - resultTakesMs, row));
}

/** The rows under the number of a session that was paid by bank too: cards. Somebody waits for it. */
export async function readRowsByNumber(core: Core, session: SessionRecord): Promise<Evidence['rows']> {
  return (await readSorted(core, session, 'buyer', askByNumber)).rows;
}

interface Asked {
  readonly rows: Evidence['rows'];
  readonly doubtful: readonly TransactionFacts[];
}

const notAsked: Asked = { rows: 'not_asked', doubtful: [] };

async function readSorted(
  core: Core,
  session: SessionRecord,
  priority: Priority,
  question = ask,
): Promise<Asked> {
  if (!isReadable(session, core.config)) return notAsked;
  const rows = await reach(core, session, { ifForbidden: 'unreachable' }, async () => {
    return await unclaimed(core, session, await question(core, session, priority));
  });
  if (rows === 'unreachable') return { rows, doubtful: [] };
  const { own, doubtful, strays } = await sortRows(core, session, rows);
  for (const row of strays) await recordStray(core, row, 'invoice_shared');
  return { rows: own, doubtful };
}

/**
 * By the session's number; a bank payment that is known by its id, because its rows carry no number. Its token may have been
 * charged by card as well.
 */
async function ask(core: Core, session: SessionRecord, priority: Priority): Promise<TransactionFacts[]> {
  const { transaction } = session;
  if (!transaction || !isBankPayment(session)) return await askByNumber(core, session, priority);
  const { helcim, config } = core;
  const asksForCards = mayBeChargedByCard(session, config.clock.now(), config);
  const [row, cards] = await Promise.all([
    helcim.bankTransaction(transaction.transactionId, timing(priority)),
    asksForCards ? askByNumber(core, session, priority) : [],
  ]);
  return row ? [row, ...cards] : cards;
}

async function askByNumber(
  { helcim }: Core,
  { order, reference }: SessionRecord,
  priority: Priority,
): Promise<TransactionFacts[]> {
  return await helcim.transactionsByInvoice(order.invoiceNumber ?? reference, timing(priority));
}

/**
 * Bank payments that may be this session's although no result ever came: the same amount, while the session could be paid,
 * claimed by nobody. Asked for when the session would otherwise count as unpaid, and for a second charge on its token.
 */
async function readBankHints(
  core: Core,
  session: SessionRecord,
  { at, priority }: { at: number; priority: Priority },
): Promise<Exclude<Evidence['rows'], 'not_asked'>> {
  const { amountCents, currency, paymentMethod } = session.order;
  const endsAt = graceEndsAt(session, core.config);
  const isSought =
    countsAsUnpaid(session) || (isPaid(session) && seeksSecondCharge(session, at, core.config));
  if (!isSought || at < endsAt || (paymentMethod !== 'ach' && paymentMethod !== 'cc-ach')) return [];
  // A token that must not read bank payments would have each paid session asked about for a month. The log has the error.
  const ifForbidden = countsAsUnpaid(session) ? 'unreachable' : [];
  return await reach(core, session, { ifForbidden }, async () => {
    const startsAt = session.createdAt - clocksDifferMs;
    const days = { startDate: mountainDate(startsAt), endDate: mountainDate(Math.min(at, endsAt)) };
    const rows = await core.helcim.bankTransactions({ amountCents, ...days }, timing(priority));
    // What cannot be read of a row may be what fits.
    const likely = rows.filter(
      (row) =>
        (movesMoney(row) || row.status === 'unclear') &&
        ['purchase', ''].includes(row.type) &&
        [amountCents, null].includes(row.amountCents) &&
        [currency, null].includes(row.currency) &&
        (isUndated(row) || (isAfter(startsAt, row) && isBefore(endsAt, row))),
    );
    return await unclaimed(core, session, likely);
  });
}

function timing(priority: Priority): { priority: Priority; deadlineMs?: number } {
  return priority === 'buyer' ? { priority, deadlineMs: buyerDeadlineMs } : { priority };
}

async function reach(
  { config }: Core,
  { orderId, reference }: SessionRecord,
  { ifForbidden }: { ifForbidden: TransactionFacts[] | 'unreachable' },
  question: () => Promise<TransactionFacts[]>,
): Promise<TransactionFacts[] | 'unreachable'> {
  try {
    return await question();
  } catch (error) {
    const isOurFault =
      error instanceof InitializerError &&
      (error.code === 'helcim_permission' || error.code === 'helcim_credential');
    const level = isOurFault ? 'error' : 'warn';
    config.log[level]({ orderId, reference, error }, 'Helcim could not be asked.');
    return isOurFault ? ifForbidden : 'unreachable';
  }
}
