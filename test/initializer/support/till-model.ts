import { transaction } from './fake-helcim.js';

/** What the model of a device has on its screen. */
interface Shown {
  readonly kind: 'purchase' | 'refund';
  readonly reference: string;
  readonly cents: number;
}

/** Money that moved in Helcim's own books. */
export interface TillCharge {
  readonly transactionId: string;
  readonly reference: string;
  readonly cents: number;
  readonly type: 'purchase' | 'refund';
  readonly status: 'APPROVED' | 'DECLINED';
  readonly at: number;
  readonly listedAt: number;
}

/** Helcim with Smart Terminals in memory, behind `fetch`: it charges what a device shows, and its network loses calls. */
export class TillModel {
  readonly charges: TillCharge[] = [];
  /** How often each reference was sent to a device. */
  readonly sends: string[] = [];
  readonly refundSends: string[] = [];
  readonly #now: () => number;
  readonly #screens = new Map<string, Shown>();
  /** Replies that the next calls which move money get, after or before they were done. */
  readonly mishaps: ('lost answer' | 'never arrives' | 409 | 500)[] = [];
  failedReads = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    await Promise.resolve();
    const device = /\/devices\/(\w+)\/payment\/(purchase|refund)$/.exec(pathname);
    if (device)
      return this.#device(
        String(device[1]),
        device[2] ?? '',
        typeof init?.body === 'string' ? init.body : '{}',
      );
    if (pathname.endsWith('/ping')) return new Response(null, { status: 202 });
    if (pathname.includes('/devices')) return Response.json({ code: pathname.slice(-4) });
    if (this.failedReads > 0) {
      this.failedReads -= 1;
      return new Response('', { status: 400 });
    }
    const id = /\/card-transactions\/(.+)$/.exec(pathname)?.[1];
    const rows = this.#rows();
    if (id === undefined)
      return Response.json(rows.filter((row) => row['invoiceNumber'] === searchParams.get('invoiceNumber')));
    const row = rows.find((candidate) => candidate['transactionId'] === id);
    return row ? Response.json(row) : new Response('{"errors":"Failed to retrieve"}', { status: 400 });
  };

  /** A card on the device. A decline leaves the request on the screen. */
  tap(code: string, isApproved: boolean, tipCents: number, lateMs: number): TillCharge | undefined {
    const shown = this.#screens.get(code);
    if (!shown) return undefined;
    const { kind, reference, cents } = shown;
    const charge: TillCharge = {
      transactionId: String(44_000_000 + this.charges.length),
      reference,
      cents: cents + (kind === 'purchase' ? tipCents : 0),
      type: kind,
      status: isApproved ? 'APPROVED' : 'DECLINED',
      at: this.#now(),
      listedAt: this.#now() + lateMs,
    };
    this.charges.push(charge);
    if (isApproved) this.#screens.delete(code);
    return charge;
  }

  /** What the webhook of a cancel tells. */
  cancel(code: string): { amountCents: number; reference: string } | undefined {
    const shown = this.#screens.get(code);
    this.#screens.delete(code);
    return shown && { amountCents: shown.cents, reference: shown.reference };
  }

  #device(code: string, kind: string, body: string): Response {
    const mishap = this.mishaps.shift();
    if (mishap === 'never arrives') throw new TypeError('fetch failed');
    if (typeof mishap === 'number') return new Response('{"errors":["no"]}', { status: mishap });
    const request = JSON.parse(body) as {
      transactionAmount: number;
      invoiceNumber?: string;
      originalTransactionId?: number;
    };
    const original = this.charges.find((one) => one.transactionId === String(request.originalTransactionId));
    const reference = request.invoiceNumber ?? original?.reference ?? '';
    if (this.#screens.has(code)) return new Response('{"errors":["not listening"]}', { status: 409 });
    (kind === 'refund' ? this.refundSends : this.sends).push(reference);
    const cents = Math.round(request.transactionAmount * 100);
    this.#screens.set(code, { kind: kind === 'refund' ? 'refund' : 'purchase', reference, cents });
    if (mishap === 'lost answer') throw new TypeError('fetch failed');
    return new Response(null, { status: 202 });
  }

  #rows(): Record<string, string>[] {
    return this.charges
      .filter(({ listedAt }) => listedAt <= this.#now())
      .map(({ transactionId, reference, cents, type, status, at }) =>
        transaction({
          ...{ transactionId, type, status, invoiceNumber: reference, amount: (cents / 100).toFixed(2) },
          dateCreated: mountainWinterTime(at),
        }),
      );
  }
}

/** The tests' clock starts in January: UTC-7. */
function mountainWinterTime(at: number): string {
  return new Date(at - 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
