import { formatCents } from '../amount.js';
import type { PaidOrder, Transaction } from '../callbacks.js';
import type { ReviewReason, SessionRecord, SessionState } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { plainId } from './claim-id.js';
import { stateAt } from './timeline.js';

/** A session as the merchant's own pages and jobs see it. It holds no token. */
export interface Session {
  readonly sessionId: string;
  /** What the buyer quotes; of a payment that belongs to no session, the number that Helcim shows. */
  readonly reference: string;
  /** Absent for a payment that belongs to no session. */
  readonly order: PaidOrder | undefined;
  readonly state: SessionState | 'closing';
  /** Why a person has to look, in state `review`. */
  readonly reason: ReviewReason | undefined;
  readonly transaction: Transaction | undefined;
  /**
   * The Helcim transactions that the session has claimed; in state `review` all that a person should look at: those that only may be
   * its own, or that its browser merely named, come last.
   */
  readonly transactionIds: readonly string[];
  /** Code of the Smart Terminal, and who worked it; absent for a session of HelcimPay.js. */
  readonly terminal?: { readonly device: string; readonly clerk: string };
  /** Cards that were refused in this session. */
  readonly declines: number;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** Whether every callback that is owed has returned. */
  readonly handled: boolean;
  /** The latest steps, oldest first. */
  readonly history: readonly { at: number; from: string; said: string }[];
}

export function merchantSession(session: SessionRecord, now: number): Session {
  return {
    sessionId: session.sessionId,
    reference: quotedReference(session),
    order: session.isStray ? undefined : paidOrder(session),
    state: stateAt(session, now),
    reason: session.reason ?? undefined,
    transaction: session.transaction
      ? merchantTransaction(withoutCardToken(session.transaction), session)
      : undefined,
    transactionIds: session.state === 'review' ? concernedIds(session) : session.transactionIds.map(plainId),
    ...(session.terminal && {
      terminal: { device: session.terminal.device, clerk: session.terminal.clerk },
    }),
    declines: session.declines,
    createdAt: session.createdAt,
    handled: session.callbacks.every(({ nextTryAt }) => nextTryAt === null),
    history: session.history,
  };
}

/** Every transaction that a review is about. What was claimed comes first: its money has moved. */
export function concernedIds(
  { transactionIds, transaction, hintedIds = [] }: SessionRecord,
  told: TransactionFacts | null = transaction,
): string[] {
  return [...new Set([...transactionIds.map(plainId), ...(told ? [told.transactionId] : []), ...hintedIds])];
}

export function quotedReference({ isStray, reference, transaction }: SessionRecord): string {
  return isStray && transaction ? transaction.invoiceNumber : reference;
}

export function paidOrder({ orderId, order }: SessionRecord): PaidOrder {
  return {
    orderId,
    amount: formatCents(order.amountCents),
    currency: order.currency,
    paymentType: order.paymentType,
    paymentMethod: order.paymentMethod ?? undefined,
    invoiceNumber: order.invoiceNumber ?? undefined,
    customerCode: order.customerCode ?? undefined,
  };
}

export function merchantTransaction(
  facts: TransactionFacts,
  session?: Pick<SessionRecord, 'order' | 'terminal'>,
): Transaction {
  const { amountCents, cardToken } = facts;
  const moreCents = session && amountCents !== null ? amountCents - session.order.amountCents : 0;
  const feeCents = session?.order.convenienceFee ? moreCents : 0;
  return {
    transactionId: facts.transactionId,
    type: facts.type,
    amount: amountCents === null ? undefined : formatCents(amountCents),
    currency: facts.currency ?? undefined,
    convenienceFee: feeCents > 0 ? formatCents(feeCents) : undefined,
    cardType: facts.cardType,
    last4: facts.last4,
    approvalCode: facts.approvalCode,
    customerCode: facts.customerCode,
    dateCreated: facts.dateCreated,
    ...(cardToken === '' ? {} : { cardToken }),
    ...(session?.terminal && moreCents > 0 && { extra: formatCents(moreCents) }),
  };
}

/** Whoever looks at a session must not be able to charge the card. */
function withoutCardToken(facts: TransactionFacts): TransactionFacts {
  return { ...facts, cardToken: '' };
}
