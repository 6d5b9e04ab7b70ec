import { accessLevels, processingLevels } from '../records/access-configuration.js';
import type { Permissions } from '../records/access-configuration.js';

/** The least a token needs; a group that is not named is not looked at. */
export type Needs = Partial<Permissions>;

const nothing: Needs = {};
const readGeneral: Needs = { general: 'Read' };
const readDevices: Needs = { general: 'Read', settings: 'Read' };
const auth: Needs = { transactionProcessing: 'Auth' };
const positiveTransaction: Needs = { transactionProcessing: 'Positive Transaction' };
const admin: Needs = { transactionProcessing: 'Admin' };

/**
 * Every endpoint and the permission it needs. Helcim documents only part of this: reads and settle are inferred.
 * Initialize depends on its body, see {@link initializeNeeds}.
 */
export const permissions = {
  'GET /connection-test': nothing,
  'POST /helcim-pay/initialize': auth,
  'POST /payment/verify': auth,
  'POST /payment/preauth': auth,
  'POST /payment/purchase': positiveTransaction,
  'POST /payment/capture': positiveTransaction,
  'POST /payment/refund': admin,
  'POST /payment/reverse': admin,
  'GET /card-transactions': readGeneral,
  'GET /card-transactions/:id': readGeneral,
  'GET /card-batches': readGeneral,
  'GET /card-batches/:id': readGeneral,
  'POST /card-batches/:id/settle': admin,
  'GET /invoices': readGeneral,
  'GET /invoices/:id': readGeneral,
  'GET /ach/transactions': readGeneral,
  'GET /ach/transactions/:id': readGeneral,
  'GET /devices': readDevices,
  'GET /devices/:code': readDevices,
  'GET /devices/:code/ping': nothing,
  'POST /devices/:code/payment/purchase': positiveTransaction,
  'POST /devices/:code/payment/refund': admin,
} as const satisfies Readonly<Record<string, Needs>>;

export type EndpointName = keyof typeof permissions;

/** A session that may only verify or preauthorise needs Auth; any other, Positive Transaction. */
export function initializeNeeds(body: unknown): Needs {
  const paymentType = typeof body === 'object' && body !== null && 'paymentType' in body && body.paymentType;
  return paymentType === 'verify' || paymentType === 'preauth' ? auth : positiveTransaction;
}

/** Every level includes all lower ones of its group. */
export function isPermitted(granted: Permissions, needed: Needs): boolean {
  return (
    includes(accessLevels, granted.general, needed.general) &&
    includes(accessLevels, granted.settings, needed.settings) &&
    includes(processingLevels, granted.transactionProcessing, needed.transactionProcessing)
  );
}

function includes<Level>(levels: readonly Level[], granted: Level, needed: Level | undefined): boolean {
  return needed === undefined || levels.indexOf(granted) >= levels.indexOf(needed);
}
