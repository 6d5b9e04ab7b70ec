import { parseCents } from './amount.js';
import type { Currency } from './order.js';

/**
 * What a transaction says about its fate:
 * `approved` (card, or bank payment that has cleared), `accepted` (bank payment on its way), `declined`,
 * `returned` (bank payment that came back), and `unclear` for anything else, a missing status included.
 */
export type TransactionStatus = 'approved' | 'accepted' | 'declined' | 'returned' | 'unclear';

/** A transaction in our own terms, read from an event (all strings) or a row of the API (some numbers). */
export interface TransactionFacts {
  /** Empty in a row of a list whose id cannot be read. */
  readonly transactionId: string;
  readonly kind: 'card' | 'ach';
  readonly status: TransactionStatus;
  /** `purchase`, `preauth`, `verify`, `capture`, `refund`, `reverse`, or whatever Helcim invents next. */
  readonly type: string;
  readonly amountCents: number | null;
  readonly currency: Currency | null;
  readonly invoiceNumber: string;
  /** Mountain Time without an offset, as Helcim writes it. */
  readonly dateCreated: string;
  readonly cardType: string;
  readonly last4: string;
  readonly approvalCode: string;
  readonly customerCode: string;
  /** A stored card or bank account: kept only for verify and preauth, never logged, never answered. */
  readonly cardToken: string;
  /** Why a card was refused, in Helcim's words; absent where they are not known. */
  readonly declineReason?: string;
}

/** Reads a transaction object; `undefined` if it has no usable transactionId. */
export function readTransaction(value: unknown): TransactionFacts | undefined {
  const facts = readFacts(value);
  return facts.transactionId === '' ? undefined : facts;
}

/** Reads a row of a list, where one that cannot be understood is there all the same: without an id no money of it counts. */
export function readListed(value: unknown): TransactionFacts {
  const facts = readFacts(value);
  const approves = facts.status === 'approved' || facts.status === 'accepted';
  const takesBack = facts.type === 'refund' || facts.type === 'reverse';
  return facts.transactionId === '' && approves && !takesBack ? { ...facts, status: 'unclear' } : facts;
}

function readFacts(value: unknown): TransactionFacts {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const source = (isObject ? value : {}) as Readonly<Record<string, unknown>>;
  const text = (key: string): string => textOf(source[key]);
  const id = text('transactionId') || text('id');
  const declineReason = reasonOf(text('errors') || text('warning'));
  const kind = text('statusAuth') !== '' || 'batchId' in source ? 'ach' : 'card';
  const status =
    kind === 'ach' ? achStatus(text('statusAuth'), text('statusClearing')) : cardStatus(text('status'));
  return {
    transactionId: /^[\w-]{1,64}$/.test(id) ? id : '',
    kind,
    status,
    type: transactionType(text('type')),
    amountCents: parseCents(source['amount']) ?? null,
    currency: readCurrency(text('currency')),
    invoiceNumber: text('invoiceNumber'),
    dateCreated: text('dateCreated'),
    cardType: text('cardType'),
    last4: (text('cardNumber') || text('bankAccountNumber')).slice(-4),
    approvalCode: text('approvalCode'),
    customerCode: text('customerCode'),
    cardToken: text('cardToken') || text('bankToken'),
    ...(status === 'declined' && declineReason !== '' && { declineReason }),
  };
}

/** Helcim's sentence without its beginning; long numbers have no business in it. */
function reasonOf(text: string): string {
  return text
    .replace(/^Transaction Declined: /i, '')
    .replace(/\d{6,}/g, '[hidden]')
    .slice(0, 120);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 200);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

const cardStatuses = new Map<string, TransactionStatus>([
  ['APPROVED', 'approved'],
  ['APPROVAL', 'approved'],
  ['DECLINED', 'declined'],
]);

function cardStatus(status: string): TransactionStatus {
  return cardStatuses.get(status) ?? 'unclear';
}

/** Success of a bank payment means accepted, not cleared; clearing decides. */
function achStatus(authorization: string, clearing: string): TransactionStatus {
  if (['REJECTED', 'RETURNED', 'CONTESTED'].includes(clearing)) return 'returned';
  if (['DECLINED', 'CANCELLED'].includes(authorization)) return 'declined';
  if (!['APPROVED', 'PENDING', 'IN_PROGRESS'].includes(authorization)) return 'unclear';
  return clearing === 'CLEARED' ? 'approved' : 'accepted';
}

/** A withdrawal is how a purchase is called for a bank account. */
function transactionType(type: string): string {
  const lower = type.toLowerCase();
  return lower === 'withdrawal' ? 'purchase' : lower;
}

/** Events have once carried Helcim's internal number of the currency. */
const currencies = new Map<string, Currency>([
  ['CAD', 'CAD'],
  ['USD', 'USD'],
  ['1', 'CAD'],
  ['2', 'USD'],
]);

function readCurrency(currency: string): Currency | null {
  return currencies.get(currency) ?? null;
}
