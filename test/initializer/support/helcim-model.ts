import { signedResult, tokens, transaction, unsignedResult } from './fake-helcim.js';

const minute = 60_000;

interface Checkout {
  readonly reference: string;
  readonly cents: number;
  readonly issuedAt: number;
  readonly secretToken: string;
  charges: number;
}

/** An approval as it stands in Helcim's own books. */
export interface Charge {
  readonly transactionId: string;
  readonly reference: string;
  readonly cents: number;
  readonly listedAt: number;
  readonly secretToken: string;
}

/** How a payment may go wrong at Helcim: a token that is charged twice, an amount that is a cent short. */
export type PayFault = 'twice' | 'short' | undefined;

/** Helcim in memory, behind `fetch`: tokens, one charge for each as a rule, rows that appear late, and calls that fail. */
export class HelcimModel {
  readonly charges: Charge[] = [];
  readonly #checkouts = new Map<string, Checkout>();
  readonly #declines: { transactionId: string; reference: string; cents: number }[] = [];
  readonly #now: () => number;
  /** How many of the next calls fail. */
  failures = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    return Promise.resolve(this.#answer(pathname, searchParams, init?.body));
  };

  /** Charges the card, unless the token is too old or spent. */
  pay(checkoutToken: string, lateMs: number, fault: PayFault): Charge | undefined {
    const checkout = this.#checkouts.get(checkoutToken);
    const mostCharges = fault === 'twice' ? 2 : 1;
    if (!checkout || checkout.charges >= mostCharges || this.#now() >= checkout.issuedAt + 60 * minute)
      return undefined;
    checkout.charges += 1;
    const { reference, secretToken } = checkout;
    const cents = fault === 'short' ? checkout.cents - 1 : checkout.cents;
    const charge = {
      transactionId: this.#nextId(),
      reference,
      cents,
      secretToken,
      listedAt: this.#now() + lateMs,
    };
    this.charges.push(charge);
    return charge;
  }

  decline(checkoutToken: string): void {
    const checkout = this.#checkouts.get(checkoutToken);
    if (!checkout) return;
    this.#declines.push({
      transactionId: this.#nextId(),
      reference: checkout.reference,
      cents: checkout.cents,
    });
  }

  /** What the modal posts about a charge. */
  result({ secretToken, ...charge }: Charge, isForged: boolean): string {
    const facts = transaction(asText(charge));
    return isForged ? unsignedResult(facts) : signedResult(facts, secretToken);
  }

  #answer(path: string, query: URLSearchParams, body: unknown): Response {
    if (this.failures > 0) {
      this.failures -= 1;
      return Response.json({ errors: 'Failed to process transaction' }, { status: 400 });
    }
    if (path.endsWith('/initialize')) return this.#initialize(JSON.parse(String(body)) as InitializeBody);
    const id = /\/card-transactions\/(.+)$/.exec(path)?.[1];
    const rows = this.#rows();
    if (id === undefined) {
      return Response.json(rows.filter((row) => row['invoiceNumber'] === query.get('invoiceNumber')));
    }
    const row = rows.find((candidate) => candidate['transactionId'] === id);
    return row ? Response.json(row) : Response.json({ errors: 'Failed to retrieve' }, { status: 400 });
  }

  #initialize({ amount, invoiceRequest }: InitializeBody): Response {
    const handles = tokens(this.#checkouts.size + 1);
    this.#checkouts.set(handles.checkoutToken, {
      reference: invoiceRequest.invoiceNumber,
      cents: Math.round(amount * 100),
      issuedAt: this.#now(),
      secretToken: handles.secretToken,
      charges: 0,
    });
    return Response.json(handles);
  }

  #rows(): Record<string, string>[] {
    const listed = this.charges.filter(({ listedAt }) => listedAt <= this.#now());
    return [
      ...this.#declines.map((decline) => transaction({ ...asText(decline), status: 'DECLINED' })),
      ...listed.map((charge) => transaction(asText(charge))),
    ];
  }

  #nextId(): string {
    return String(44_000_000 + this.charges.length + this.#declines.length);
  }
}

interface InitializeBody {
  amount: number;
  invoiceRequest: { invoiceNumber: string };
}

function asText(charge: { transactionId: string; reference: string; cents: number }): Record<string, string> {
  const { transactionId, reference: invoiceNumber, cents } = charge;
  return { transactionId, invoiceNumber, amount: (cents / 100).toFixed(2) };
}
