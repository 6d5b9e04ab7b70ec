import type { Response } from 'express';
import { takeFault, type Place } from '../faults.js';
import type { State } from '../state.js';
import { ApiError } from './api-error.js';

/** Throws the error that a fault puts in the place of doing what was asked. */
export function refuseByFault(state: State, place: Place, response: Response): void {
  const busy = takeFault(state, '429', place);
  if (busy) {
    response.set('retry-after', String(Math.ceil(busy.ms / 1000)));
    throw new ApiError(429, 'Too many requests');
  }
  if (takeFault(state, '500-before', place)) throw new ApiError(500, 'Internal error');
}

/** What was asked is done; a fault delays its answer, replaces it by 500, or (answers true) resets the connection. */
export async function loseAnswerByFault(state: State, place: Place, response: Response): Promise<boolean> {
  const late = takeFault(state, 'delay', place);
  if (late) await state.timeline.sleep(late.ms);
  if (takeFault(state, 'hang-up', place)) {
    response.socket?.resetAndDestroy();
    return true;
  }
  const isChange = place.endpoint?.startsWith('POST ') === true;
  if (isChange && takeFault(state, '500-after', place)) throw new ApiError(500, 'Internal error');
  return false;
}
