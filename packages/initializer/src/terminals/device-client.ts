import { dollars } from '../amount.js';
import { second } from '../clock.js';
import { InitializerError } from '../error.js';
import { isRefusal, type NeededPermission } from '../helcim-error.js';
import { listOf } from '../helcim-answers.js';
import type { Core } from '../sessions/core.js';
import { readTransaction, type TransactionFacts } from '../transaction.js';
import { readDeviceCode } from './device-code.js';

/** What is sent to a device. */
export interface DevicePurchase {
  readonly code: string;
  readonly currency: string;
  readonly amountCents: number;
  readonly invoiceNumber: string;
  readonly customerCode: string | null;
  readonly deadlineMs: number;
}

export interface Refund {
  readonly amountCents: number;
  readonly transactionId: string;
  readonly deadlineMs: number;
}

/** The calls of the terminals. Those that move money go out once at most, whatever comes back. */
export interface DeviceClient {
  /** The codes of every device of the account. Gives up after five seconds: a clerk waits. */
  codes(): Promise<string[]>;

  /** @throws InitializerError `device_unknown` */
  find(code: string): Promise<void>;

  /** Shows a message on the device. @throws InitializerError `device_unknown`, `device_asleep` */
  ping(code: string): Promise<void>;

  /** Hands a payment to the device. An error is proof that nothing happened only if `isRefusal` says so. */
  purchase(purchase: DevicePurchase): Promise<void>;

  /** Hands a refund to the device. */
  refundOnDevice(code: string, refund: Refund): Promise<void>;

  /** Gives money back without a device. */
  refund(
    refund: Refund & { ipAddress: string; idempotencyKey: string },
  ): Promise<TransactionFacts | undefined>;
}

const readPermission: NeededPermission = needs('General: Read and Settings: Read');
const purchasePermission: NeededPermission = needs('Transaction Processing: Positive Transaction');
const refundPermission: NeededPermission = needs('Transaction Processing: Admin');

const devicesPerPage = 100;
const mostPages = 10;
const listDeadlineMs = 5 * second;

/**
 * @see https://devdocs.helcim.com/reference/device-list
 * @throws InitializerError `helcim_…`, `busy` or `device_…` from every method.
 */
export function deviceClient({ upstream }: Core, token: string): DeviceClient {
  // Behind buyers: a clerk's page that runs wild must not keep them out.
  const reading = { method: 'GET', token, needed: readPermission, priority: 'reconciler' } as const;
  const paying = { method: 'POST', token, priority: 'buyer', repeat: false } as const;

  async function page(offset: number): Promise<unknown[]> {
    const path = `/devices?limit=${devicesPerPage}&offset=${offset}`;
    try {
      return listOf(await upstream.send({ ...reading, path, deadlineMs: listDeadlineMs }));
    } catch (error) {
      // Helcim's way to say that there are none.
      if (isRefusal(error) && error.helcimStatus === 404) return [];
      throw error;
    }
  }

  return Object.freeze<DeviceClient>({
    async codes() {
      const codes = new Set<string>();
      for (let number = 0; number < mostPages; number += 1) {
        const rows = await page(number * devicesPerPage);
        for (const code of rows.flatMap(codeOf)) codes.add(code);
        if (rows.length < devicesPerPage) break;
      }
      return [...codes];
    },

    async find(code) {
      await upstream.send({ ...reading, path: `/devices/${code}` }).catch(explain(code));
    },

    async ping(code) {
      const path = `/devices/${code}/ping`;
      await upstream.send({ ...reading, path, answer: 'nothing' }).catch(explain(code));
    },

    async purchase({ code, currency, amountCents, invoiceNumber, customerCode, deadlineMs }) {
      const request = { currency, transactionAmount: dollars(amountCents), invoiceNumber };
      await upstream.send({
        ...paying,
        path: `/devices/${code}/payment/purchase`,
        needed: purchasePermission,
        deadlineMs,
        answer: 'nothing',
        body: JSON.stringify(customerCode === null ? request : { ...request, customerCode }),
      });
    },

    async refundOnDevice(code, { amountCents, transactionId, deadlineMs }) {
      await upstream.send({
        ...paying,
        path: `/devices/${code}/payment/refund`,
        needed: refundPermission,
        deadlineMs,
        answer: 'nothing',
        body: JSON.stringify({
          transactionAmount: dollars(amountCents),
          originalTransactionId: Number(transactionId),
        }),
      });
    },

    async refund({ amountCents, transactionId, deadlineMs, ipAddress, idempotencyKey }) {
      const answer = await upstream.send({
        ...paying,
        path: '/payment/refund',
        needed: refundPermission,
        deadlineMs,
        idempotencyKey,
        body: JSON.stringify({
          originalTransactionId: Number(transactionId),
          amount: dollars(amountCents),
          ipAddress,
        }),
      });
      return readTransaction(answer);
    },
  });
}

/** What a refusal of Helcim means at a till. Throws; whatever is no refusal as it is. */
export function explain(code: string): (error: unknown) => never {
  return (error) => {
    throw isRefusal(error) ? deviceError(code, error) : error;
  };
}

/** The clerk's word for a refusal of Helcim: each has another cure. */
export function deviceError(code: string, error: InitializerError): InitializerError {
  const { helcimStatus, message } = error;
  const options = { cause: error, helcimStatus };
  if (helcimStatus === 404)
    return new InitializerError('device_unknown', `No device ${code} in this account. ${message}`, options);
  if (helcimStatus === 409) {
    // Helcim has one answer for all of it.
    const why =
      'asleep, logged out, not in pairing mode, without network, or busy with what its screen shows';
    return new InitializerError(
      'device_asleep',
      `Device ${code} does not listen (${why}). ${message}`,
      options,
    );
  }
  if (error.code !== 'helcim_refused') return error;
  if (/currenc/i.test(message))
    return new InitializerError(
      'device_currency',
      `Device ${code} takes the currency of its location only. ${message}`,
      options,
    );
  return new InitializerError('device_refused', message, options);
}

/** A row that cannot be read is no reason to hide the others. */
function codeOf(row: unknown): string[] {
  const code = typeof row === 'object' && row !== null && 'code' in row ? row.code : undefined;
  try {
    return [readDeviceCode(code)];
  } catch {
    return [];
  }
}

function needs(permission: string): NeededPermission {
  return { option: "the terminals' apiToken", permission };
}
