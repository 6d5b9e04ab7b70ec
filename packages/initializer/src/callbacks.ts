import type { Request } from 'express';
import type { Currency, Order, PaymentMethod, PaymentType } from './order.js';
import type { ReviewReason } from './stores/session-store.js';

/** The order as it was priced when the session was made: what Helcim was told, not what the shop says now. */
export interface PaidOrder {
  readonly orderId: string;
  /** Dollars, for example `"49.99"`. */
  readonly amount: string;
  readonly currency: Currency;
  readonly paymentType: PaymentType;
  readonly paymentMethod: PaymentMethod | undefined;
  readonly invoiceNumber: string | undefined;
  readonly customerCode: string | undefined;
}

/** A transaction as merchants get it. */
export interface Transaction {
  /** Helcim's id: needed for capture and refund. */
  readonly transactionId: string;
  /** `purchase`, `preauth` or `verify`. */
  readonly type: string;
  /** Dollars that moved, for example `"51.49"`; with Fee Saver more than the order's amount. */
  readonly amount: string | undefined;
  readonly currency: Currency | undefined;
  /** Dollars of the amount that are Helcim's convenience fee, if any. */
  readonly convenienceFee: string | undefined;
  /** Helcim's short name, for example `MC`; empty for bank payments and older events. */
  readonly cardType: string;
  readonly last4: string;
  readonly approvalCode: string;
  readonly customerCode: string;
  /** Mountain Time without an offset, as Helcim writes it. */
  readonly dateCreated: string;
  /** Only for verify and preauth. Whoever holds it can charge the card with your api-token: store it like a password. */
  readonly cardToken?: string;
  /** Dollars of the amount above the order's: tip and fee, as the customer chose them on a Smart Terminal. Absent if none. */
  readonly extra?: string;
}

interface CallbackInput {
  /** What the buyer quotes. */
  readonly reference: string;
  /** The same for each try of the same action, and for nothing else. */
  readonly idempotencyKey: string;
  /**
   * Aborts when the initializer closes, another process took over or may soon do so because ours has lost the store, the money went
   * back meanwhile, or five minutes have passed. A callback that does not end then keeps its lease, and is not started again while
   * its process lives and reaches the store.
   */
  readonly signal: AbortSignal;
  /** Code of the Smart Terminal that the order was paid at; absent for HelcimPay.js. */
  readonly device?: string;
}

export interface ApprovedInput extends CallbackInput {
  readonly order: PaidOrder;
  readonly sessionId: string;
  readonly transaction: Transaction;
}

export interface ReviewInput extends CallbackInput {
  /**
   * Absent for a payment that belongs to no session: with `session_missing`, and with `invoice_shared` where it came after every
   * session on the invoice had stopped looking. `reference` is then the number that Helcim shows.
   */
  readonly order: PaidOrder | undefined;
  /** What `resolve` takes. */
  readonly sessionId: string;
  readonly reason: ReviewReason;
  /** Absent when no transaction is known. */
  readonly transaction: Transaction | undefined;
  /**
   * Ids of all transactions concerned, as Helcim writes them: each that was charged, with `bank_payment_found` and `invoice_shared`
   * each that may be the order's, with `undecided_in_time` what the browser named, which proves nothing. Empty when none is known.
   */
  readonly transactionIds: readonly string[];
}

/**
 * The merchant's own actions. Each is called after the store has recorded why, and again with growing pauses until it returns
 * once: a second call happens only if the first threw, its process died before that was recorded, or its process lost the store for
 * half a minute while another one kept it; the first is then told by its `signal`. Make them idempotent.
 */
export interface Callbacks {
  /**
   * An approved purchase: mark the order as paid, by `order.amount`. That is its price when the session was made, and what was
   * paid: if prices can change while a buyer pays, compare it with the order's price now before anything is handed over.
   */
  fulfill: (input: ApprovedInput) => void | Promise<void>;
  /** An approved preauth: capture within seven days. Needed before `getOrder` may answer `preauth`. */
  onAuthorized?: ((input: ApprovedInput) => void | Promise<void>) | undefined;
  /** A verified card: keep its token. Needed before `getOrder` may answer `verify`. */
  onVerified?: ((input: ApprovedInput) => void | Promise<void>) | undefined;
  /** Money that needs a person. By default it is an error in the log, and listed by `reviews()`. */
  onReview?: ((input: ReviewInput) => void | Promise<void>) | undefined;
  /** A bank payment that came back after it was accepted. By default it is an error in the log. */
  onReturned?: ((input: ApprovedInput) => void | Promise<void>) | undefined;
}

/**
 * Prices an order, and is the authorization point: answer null if the order is not there, not this visitor's, or not payable
 * now. Called for every `POST /sessions`, resumes included.
 *
 * Find the order by exactly this `orderId`: no trimming, no folding of case. Two spellings that find the same order are two
 * orders here, each with a session that can be paid; if you must accept several, answer the one spelling as `orderId`.
 */
export type GetOrder = (
  orderId: string,
  context: { readonly request: Request },
) => Order | null | undefined | Promise<Order | null | undefined>;
