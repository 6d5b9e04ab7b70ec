import type { Currency } from './transaction.js';

/** One Smart Terminal of the account: hardware with a screen, here a page. */
export interface Device {
  /** Of the virtual hardware, for addresses of pages; random and URL-safe. Helcim knows a device by its code. */
  id: string;
  name: string;
  /** Whether the first set-up is finished; before, nobody can log in. */
  setUp: boolean;
  /** This device's own switch, which Helcim also calls API mode. Of no effect while the account has one for all. */
  pairingMode: boolean;
  /** False while its network is lost. */
  network: boolean;
  /** Who is logged in; absent: nobody. */
  operator?: string;
  /** Four of A-Z0-9, unique in the account. Assigned once, at the first log-in in pairing mode. */
  code?: string;
  /** Milliseconds since the epoch. */
  registeredAt?: number;
  /** What a ping shows. */
  message?: string;
  /** What it shows now, or showed last. */
  request?: DeviceRequest;
}

/** A payment request on the screen of a device. */
export interface DeviceRequest {
  id: string;
  kind: 'purchase' | 'refund';
  /** What was asked for. */
  amountCents: number;
  /** What the customer adds on the device; charged on top. */
  tipCents: number;
  currency: Currency;
  /** Empty: an approval makes one. */
  invoiceNumber: string;
  /** Empty until a card was presented, if none was named. */
  customerCode: string;
  /** What a refund gives back. */
  originalTransactionId?: number;
  /** `waiting` and `declined` keep the device busy; the other two are results. */
  state: 'waiting' | 'declined' | 'approved' | 'cancelled';
  declineReason?: string;
  /** The row of the card presented last. */
  transactionId?: number;
  /** The customer walked away. The request does not notice. */
  abandoned?: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
}
