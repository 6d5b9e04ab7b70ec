import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** A line of the merchant's ledger, in the order in which things happened. */
export type LedgerLine = MerchantEntry | KillEntry;

/** Written by the harness when it sees that a process was ended by kill -9. */
export interface KillEntry {
  readonly event: 'killed';
  readonly process: string;
}

/** What the merchant notes of one call, as it happens. Nothing is suppressed, and nothing is ever changed. */
export interface MerchantEntry {
  /** `start`, then `return` or `throw`, of one call; `recorded` when the store has confirmed that this call returned. */
  readonly event: 'start' | 'return' | 'throw' | 'recorded';
  /** `pay` for a call of `fulfill` or `onAuthorized`, `return` for one of `onReturned`, `review` for one of `onReview`. */
  readonly action: 'pay' | 'return' | 'review';
  /** One life of a server process: a restarted one has another name. */
  readonly process: string;
  /** Unique for each call. */
  readonly call: string;
  readonly orderId: string;
  readonly reference: string;
  /** What the call is about, as far as it says so. */
  readonly transactionIds: readonly string[];
  readonly idempotencyKey: string;
  /** Of a review. */
  readonly reason?: string;
  /** By the simulated clock. */
  readonly at: number;
}

/** An approval, as the simulator's `/_sim/ledger` tells it. */
export interface Approval {
  readonly transactionId: string;
  readonly reference: string;
  readonly amountCents: number;
  readonly at: number;
  readonly method: 'card' | 'bank';
  /** What has become of a bank payment by the end. */
  readonly statusClearing?: string;
}

/** One write call with O_APPEND for each entry: processes share the file, and a kill leaves whole lines. */
export function appendEntry(path: string, entry: LedgerLine): void {
  appendFileSync(path, `${JSON.stringify(entry)}\n`);
}

export function readMerchantLedger(path: string): LedgerLine[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LedgerLine);
}

export async function readApprovals(simulatorUrl: string): Promise<Approval[]> {
  const response = await fetch(`${simulatorUrl}/_sim/ledger`);
  const entries = (await response.json()) as (Omit<Approval, 'transactionId'> & { transactionId: number })[];
  return entries.map(({ transactionId, ...rest }) => ({ ...rest, transactionId: String(transactionId) }));
}
