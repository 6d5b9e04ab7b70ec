import type { CardBatch } from './records/card-batch.js';
import type { Transaction } from './records/transaction.js';
import { toDollars } from './rules/money.js';
import { mountainTime, unsetTime } from './rules/mountain-time.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';

export type { CardBatch } from './records/card-batch.js';

/** The terminal's open batch; its first transaction opens one. */
export function openBatch(state: State, terminalId: number): CardBatch {
  const open = state.batches.find((batch) => batch.terminalId === terminalId && batch.closedAt === undefined);
  if (open) return open;
  const batch: CardBatch = {
    id: nextNumber(state, 'batch'),
    batchNumber: nextNumber(state, 'batchNumber'),
    terminalId,
    createdAt: state.clock.now(),
  };
  state.batches.push(batch);
  return batch;
}

/** By id, as a number or as its exact decimal text. */
export function findBatch(state: State, id: number | string): CardBatch | undefined {
  return state.batches.find((batch) => String(batch.id) === String(id));
}

/** Newest first. */
export function listBatches(state: State): CardBatch[] {
  return state.batches.toReversed();
}

/** Closes an open batch: from now on its payments are refunded, not reversed. */
export function settleBatch(state: State, batch: CardBatch): void {
  batch.closedAt = state.clock.now();
}

export function isOpen(state: State, batchId: number): boolean {
  return findBatch(state, batchId)?.closedAt === undefined;
}

/** A batch as `/card-batches` writes it: sums as text with four decimals, some counts as text. */
export function restBatch(state: State, batch: CardBatch) {
  const rows = state.transactions.filter((row) => row.batchId === batch.id);
  const approved = rows.filter((row) => row.status === 'APPROVED');
  const sales = sumOf(approved, ['purchase', 'capture']);
  const refunds = sumOf(approved, ['refund']);
  const reversed = sumOf(approved, ['reverse']);
  const updatedAt = Math.max(
    batch.createdAt,
    batch.closedAt ?? 0,
    ...rows.slice(-1).map((row) => row.createdAt),
  );
  return {
    id: batch.id,
    dateCreated: mountainTime(batch.createdAt),
    dateUpdated: mountainTime(updatedAt),
    dateClosed: batch.closedAt === undefined ? unsetTime : mountainTime(batch.closedAt),
    closed: batch.closedAt !== undefined,
    terminalId: batch.terminalId,
    batchNumber: batch.batchNumber,
    netSales: toDollars(sales - refunds - reversed),
    totalSales: toDollars(sales).toFixed(4),
    totalRefunds: toDollars(refunds).toFixed(4),
    totalReversed: toDollars(reversed).toFixed(4),
    totalRefundsReversed: '0',
    countTotal: rows.length,
    countApproved: String(approved.length),
    countDeclined: String(rows.length - approved.length),
  };
}

function sumOf(rows: readonly Transaction[], types: readonly Transaction['type'][]): number {
  return rows.filter((row) => types.includes(row.type)).reduce((sum, row) => sum + row.amountCents, 0);
}
