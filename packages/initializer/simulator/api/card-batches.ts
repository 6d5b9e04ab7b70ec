import { z } from 'zod';
import { findBatch, listBatches, restBatch, settleBatch } from '../card-batches.js';
import type { CardBatch } from '../card-batches.js';
import { parse } from '../rules/validation.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { ApiError } from './api-error.js';

const number = z.coerce.number('must be a number').optional();
const listQuery = z.object({ batchNumber: number, terminalId: number });

/** `GET /card-batches`: a root array, newest first. */
export function getCardBatches({ state, query }: ApiCall): Reply {
  const { batchNumber, terminalId } = parse(listQuery, query);
  const batches = listBatches(state).filter(
    (batch) =>
      (batchNumber === undefined || batch.batchNumber === batchNumber) &&
      (terminalId === undefined || batch.terminalId === terminalId),
  );
  return ok(batches.map((batch) => restBatch(state, batch)));
}

/** `GET /card-batches/:id`. */
export function getCardBatch(call: ApiCall): Reply {
  return ok(restBatch(call.state, batchOf(call)));
}

/** `POST /card-batches/:id/settle`: closes an open batch. */
export function settleCardBatch(call: ApiCall): Reply {
  const batch = batchOf(call);
  if (batch.closedAt !== undefined) throw new ApiError(400, 'Card batch is already closed');
  settleBatch(call.state, batch);
  return ok(restBatch(call.state, batch));
}

function batchOf({ state, params: { id = '' } }: ApiCall): CardBatch {
  const batch = findBatch(state, id);
  if (!batch) throw new ApiError(400, `Failed to retrieve card batch #${id}.`);
  return batch;
}
