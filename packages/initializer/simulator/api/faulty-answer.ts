import type { Response } from 'express';
import { takeFault } from '../faults.js';
import type { State } from '../state.js';
import { ApiError } from './api-error.js';

/** Throws the error that a fault puts in the place of doing what was asked. */
export function refuseByFault(state: State, endpoint: string, response: Response): void {
  const busy = takeFault(state, '429', endpoint);
  if (busy) {
    response.set('retry-after', String(Math.ceil((busy.ms ?? 0) / 1000)));
    throw new ApiError(429, 'Too many requests');
  }
  if (takeFault(state, '500-before', endpoint)) throw new ApiError(500, 'Internal error');
}

/** What was asked is done; a fault delays its answer, replaces it by 500, or (answers true) resets the connection. */
export async function loseAnswerByFault(
  state: State,
  endpoint: string,
  response: Response,
): Promise<boolean> {
  const late = takeFault(state, 'delay', endpoint);
  if (late) await state.timeline.sleep(late.ms ?? 0);
  if (takeFault(state, 'hang-up', endpoint)) {
    response.socket?.resetAndDestroy();
    return true;
  }
  const isChange = endpoint.startsWith('POST ');
  if (isChange && takeFault(state, '500-after', endpoint)) throw new ApiError(500, 'Internal error');
  return false;
}
