import { signedResult, tokens, unsignedResult } from './fake-helcim.js';
import { HelcimBank, type BankFate } from './helcim-bank.js';
import { HelcimCards } from './helcim-cards.js';
import { idOf, type Charge, type Oddity } from './helcim-charge.js';

const minute = 60_000;

interface Checkout {
  readonly checkoutToken: string;
  readonly secretToken: string;
  /** Empty for a verify. */
  readonly invoiceNumber: string;
  readonly type: Charge['type'];
  readonly method: string;
  readonly takesFee: boolean;
  readonly cents: number;
  readonly issuedAt: number;
  charges: number;
}

/** How a payment may go wrong at Helcim: a token that is charged twice, an amount that is a cent short. */
export type PayFault = 'twice' | 'short' | undefined;

/** A buyer in the modal, and what becomes of it. */
export interface Payment {
  /** By bank, where the order takes both. */
  readonly byBank: boolean;
  readonly lateMs: number;
  readonly fault: PayFault;
  /** What Fee Saver adds to a card, as a share of the amount. */
  readonly fee: number;
  readonly oddity: Oddity;
  readonly fate: BankFate;
}

/** Helcim in memory, behind `fetch`: tokens, one charge for each as a rule, rows that appear late, and calls that fail. */
export class HelcimModel {
  /** What was charged on tokens. */
  readonly charges: Charge[] = [];
  /** Payments on an existing invoice that no token of ours made. */
  readonly foreign: Charge[] = [];
  readonly #checkouts = new Map<string, Checkout>();
  readonly #now: () => number;
  readonly cards: HelcimCards;
  readonly bank: HelcimBank;
  /** How many of the next calls fail. */
  failures = 0;
  /** How many calls there were. */
  calls = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.cards = new HelcimCards(now);
    this.bank = new HelcimBank(now);
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    return Promise.resolve(this.#answer(pathname, searchParams, init?.body));
  };

  /** Charges the card or the account, unless the token is too old or spent. */
  pay(checkoutToken: string, { byBank, lateMs, fault, fee, oddity, fate }: Payment): void {
    const checkout = this.#checkouts.get(checkoutToken);
    const mostCharges = fault === 'twice' ? 2 : 1;
    if (!checkout || checkout.charges >= mostCharges || this.#now() >= checkout.issuedAt + 60 * minute)
      return;
    checkout.charges += 1;
    const { invoiceNumber, type, method, takesFee } = checkout;
    const isByBank = method === 'ach' || (method === 'cc-ach' && byBank);
    const due = fault === 'short' && type !== 'verify' ? checkout.cents - 1 : checkout.cents;
    const cents = takesFee && !isByBank ? Math.round(due * (1 + fee)) : due;
    const madeAt = this.#now();
    const payment = { checkoutToken, invoiceNumber, type, cents, madeAt, listedAt: madeAt + lateMs, oddity };
    this.charges.push(isByBank ? this.bank.charge(payment, fate) : this.cards.charge(payment));
  }

  decline(checkoutToken: string): void {
    const checkout = this.#checkouts.get(checkoutToken);
    if (checkout) this.cards.decline(checkout.invoiceNumber, checkout.cents);
  }

  /** Somebody pays on an invoice, on another road than ours. */
  payInvoice(invoiceNumber: string, cents: number, agoMs: number): void {
    const listedAt = this.#now();
    const payment = {
      checkoutToken: null,
      invoiceNumber,
      cents,
      madeAt: listedAt - agoMs,
      listedAt,
    } as const;
    this.foreign.push(this.cards.charge({ ...payment, type: 'purchase', oddity: undefined }));
  }

  /** Only a card can be followed, and only what was reserved can be captured. */
  follow(charge: Charge, type: 'refund' | 'reverse' | 'capture'): void {
    const isPossible = charge.kind === 'card' && (type !== 'capture' || charge.type === 'preauth');
    if (isPossible) this.cards.follow(charge, type);
  }

  /** Ids that a webhook may name: all there are, of cards and of banks, and one that is not there. */
  id(index: number): string {
    return idOf(index % (Math.max(this.cards.count(), this.charges.length) + 1));
  }

  /** What the modal posts about a charge. */
  result(charge: Charge, isForged: boolean): string {
    const secretToken = this.#checkouts.get(charge.checkoutToken ?? '')?.secretToken ?? '';
    const facts = this.#event(charge);
    return isForged ? unsignedResult(facts) : signedResult(facts, secretToken);
  }

  /** What somebody makes up about a token: a payment as it would be, under any id. */
  madeUp(checkoutToken: string, index: number, kind: Charge['kind']): string {
    const { invoiceNumber = '', type = 'purchase', cents = 0 } = this.#checkouts.get(checkoutToken) ?? {};
    const terms = { checkoutToken, invoiceNumber, type, cents, kind, transactionId: this.id(index) };
    const madeAt = this.#now();
    return unsignedResult(this.#event({ ...terms, madeAt, listedAt: madeAt, oddity: undefined }));
  }

  #event(charge: Charge): Record<string, string> {
    return charge.kind === 'ach' ? this.bank.event(charge) : this.cards.event(charge);
  }

  #answer(path: string, query: URLSearchParams, body: unknown): Response {
    this.calls += 1;
    if (this.failures > 0) {
      this.failures -= 1;
      return Response.json({ errors: 'Failed to process transaction' }, { status: 400 });
    }
    if (path.endsWith('/initialize')) return this.#initialize(JSON.parse(String(body)) as InitializeBody);
    const [, resource, id] = /\/(card-transactions|ach\/transactions)(?:\/(.+))?$/.exec(path) ?? [];
    const isBank = resource === 'ach/transactions';
    if (id === undefined)
      return Response.json(isBank ? this.bank.list(query) : this.cards.byInvoice(query.get('invoiceNumber')));
    const row = isBank ? this.bank.byId(id) : this.cards.byId(id);
    return row ? Response.json(row) : Response.json({ errors: 'Failed to retrieve' }, { status: 400 });
  }

  #initialize(body: InitializeBody): Response {
    const handles = tokens(this.#checkouts.size + 1);
    this.#checkouts.set(handles.checkoutToken, {
      ...handles,
      invoiceNumber: body.invoiceRequest?.invoiceNumber ?? body.invoiceNumber ?? '',
      type: body.paymentType,
      method: body.paymentMethod ?? 'cc',
      takesFee: body.hasConvenienceFee === 1,
      cents: Math.round(body.amount * 100),
      issuedAt: this.#now(),
      charges: 0,
    });
    return Response.json(handles);
  }
}

interface InitializeBody {
  paymentType: Charge['type'];
  amount: number;
  paymentMethod?: string;
  hasConvenienceFee?: number;
  invoiceNumber?: string;
  invoiceRequest?: { invoiceNumber: string };
}
