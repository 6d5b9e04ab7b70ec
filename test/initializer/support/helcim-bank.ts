import { dollarsOf, idOf, mountainText, type Charge } from './helcim-charge.js';

const hour = 3_600_000;
const day = 24 * hour;

/** Helcim's numbers of the statuses. */
interface BankStatus {
  readonly authorization: number;
  readonly clearing: number;
}

const opened: BankStatus = { authorization: 5, clearing: 0 };
const cleared: BankStatus = { authorization: 1, clearing: 1 };
const rejected: BankStatus = { authorization: 1, clearing: 2 };
const contested: BankStatus = { authorization: 1, clearing: 3 };
const returned: BankStatus = { authorization: 1, clearing: 4 };
const declined: BankStatus = { authorization: 2, clearing: 0 };

/** What a bank makes of a payment, each so long after it was accepted. */
const fates = {
  clears: [[2 * hour, cleared]],
  'clears late': [[3 * day, cleared]],
  declined: [[3 * hour, declined]],
  rejected: [[1 * hour, rejected]],
  returned: [[2 * day, returned]],
  'returned after clearing': [
    [1 * hour, cleared],
    [4 * day, returned],
  ],
  'contested, then cleared': [
    [1 * hour, contested],
    [2 * day, cleared],
  ],
  stuck: [],
} as const satisfies Record<string, readonly (readonly [number, BankStatus])[]>;

export type BankFate = keyof typeof fates;
export const bankFates = Object.keys(fates) as BankFate[];

interface BankCharge extends Charge {
  readonly fate: BankFate;
}

/** The bank payments of a Helcim in memory. Their rows carry no number. */
export class HelcimBank {
  readonly #charges: BankCharge[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  charge(payment: Omit<Charge, 'kind' | 'transactionId'>, fate: BankFate): Charge {
    const charge = { ...payment, kind: 'ach', transactionId: idOf(this.#charges.length), fate } as const;
    this.#charges.push(charge);
    return charge;
  }

  /** When the bank gave the money. */
  clearedAt({ transactionId }: Charge): number | undefined {
    const charge = this.#charges.find((other) => other.transactionId === transactionId);
    const step = charge && fates[charge.fate].find(([, status]) => status === cleared);
    return charge && step && charge.madeAt + step[0];
  }

  /** When the bank first did not give the money, or took it back. A verify moves none. */
  cameBackAt({ transactionId }: Charge): number | undefined {
    const charge = this.#charges.find((other) => other.transactionId === transactionId);
    if (charge?.type === 'verify') return undefined;
    const back = charge && fates[charge.fate].find(([, status]) => status !== cleared);
    return charge && back && charge.madeAt + back[0];
  }

  /** As the ACH API answers one: every second one is wrapped. */
  byId(transactionId: string): Record<string, unknown> | undefined {
    const charge = this.#listed().find((other) => other.transactionId === transactionId);
    if (!charge) return undefined;
    const row = this.#row(charge);
    return Number(transactionId) % 2 === 0 ? row : { transaction: row };
  }

  list(query: URLSearchParams): Record<string, unknown>[] {
    const [from = '', to = ''] = [query.get('startDate'), query.get('endDate')].map((date) => date ?? '');
    return this.#listed()
      .filter(({ cents }) => dollarsOf(cents) === query.get('amountMin'))
      .filter(({ madeAt }) => mountainText(madeAt).slice(0, 10) >= from)
      .filter(({ madeAt }) => mountainText(madeAt).slice(0, 10) <= to)
      .map((charge) => this.#row(charge));
  }

  /** What the modal posts once the bank has accepted a payment. */
  event({ transactionId, cents, madeAt, invoiceNumber, oddity }: Charge): Record<string, string> {
    return {
      transactionId,
      batchId: '5220',
      dateCreated: oddity === 'date' ? '0000-00-00 00:00:00' : mountainText(madeAt),
      statusAuth: oddity === 'status' ? 'SETTLING' : 'PENDING',
      statusClearing: 'OPENED',
      type: 'WITHDRAWAL',
      amount: dollarsOf(cents),
      currency: 'CAD',
      approvalCode: '',
      bankAccountNumber: '100200300',
      bankToken: 'fcc48b4cb9a8ecd6531b49',
      invoiceNumber,
      customerCode: 'CST1200',
    };
  }

  #listed(): BankCharge[] {
    return this.#charges.filter(({ listedAt }) => listedAt <= this.#now());
  }

  #row({ transactionId, cents, madeAt, fate, oddity }: BankCharge): Record<string, unknown> {
    const steps = fates[fate].filter(([afterMs]) => madeAt + afterMs <= this.#now());
    const { authorization, clearing } = steps.at(-1)?.[1] ?? opened;
    const isOdd = oddity === 'status' || oddity === 'row status';
    return {
      id: Number(transactionId),
      dateCreated: oddity === 'date' ? '0000-00-00 00:00:00' : mountainText(madeAt),
      statusAuth: isOdd ? 9 : authorization,
      statusClearing: clearing,
      batchId: 0,
      bankAccountL4l4: 10020300,
      transactionType: 1,
      amount: cents / 100,
      currency: 1,
      approvalCode: '',
    };
  }
}
