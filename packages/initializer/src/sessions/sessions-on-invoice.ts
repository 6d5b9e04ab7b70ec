import type { SessionRecord } from '../stores/session-store.js';
import type { Core } from './core.js';
import { tokenLifeMs } from './timeline.js';

/** Reading more would cost more than a person who looks. */
const mostOnInvoice = 1_000;

export interface InvoiceSessions {
  /** Newest first. */
  readonly sessions: readonly SessionRecord[];
  /** Whether these are all. Where they are not, no payment is anybody's for certain. */
  readonly isComplete: boolean;
}

/** The sessions on an existing invoice whose token may have been charged at that time or later. */
export async function sessionsOnInvoice(
  { config: { store, scope, graceMs } }: Core,
  invoiceNumber: string,
  time: number,
): Promise<InvoiceSessions> {
  // A token is issued soon after the session was made: twice its life is time enough.
  const createdSince = time - graceMs - 2 * tokenLifeMs;
  const found = await store.byInvoice(scope, invoiceNumber, createdSince, mostOnInvoice + 1);
  const sessions = found.slice(0, mostOnInvoice).filter(({ isStray }) => !isStray);
  return { sessions, isComplete: found.length <= mostOnInvoice };
}
