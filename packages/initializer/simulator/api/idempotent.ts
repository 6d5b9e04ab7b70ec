import { isDeepStrictEqual } from 'node:util';
import type { State } from '../state.js';
import { ApiError } from './api-error.js';
import type { Handler } from './api-call.js';

const lifetimeMs = 5 * 60_000;

/**
 * The rules of `idempotency-key` around a handler: for five minutes, the same key with the same payload is answered as the
 * first time. Afterwards it is a new payment. A refused request leaves the key free; a decline does not.
 */
export function idempotent(handler: Handler): Handler {
  return function handleOnce(call) {
    const { state, path, body } = call;
    const key = readKey(call.header('idempotency-key'));
    forgetOldReplies(state);
    const earlier = state.idempotentReplies.get(key);
    if (!earlier) {
      const reply = handler(call);
      state.idempotentReplies.set(key, { at: state.clock.now(), path, payload: body, ...reply });
      return reply;
    }
    if (earlier.path !== path || !isDeepStrictEqual(earlier.payload, body)) {
      throw new ApiError(409, 'Idempotency key was used with another payload');
    }
    return { status: earlier.status, body: earlier.body };
  };
}

function readKey(key: string | undefined): string {
  if (!key) throw new ApiError(400, 'Missing idempotency key');
  if (!/^[A-Za-z0-9_-]{25,36}$/.test(key)) throw new ApiError(400, 'Invalid idempotency key');
  return key;
}

function forgetOldReplies(state: State): void {
  const since = state.clock.now() - lifetimeMs;
  for (const [key, { at }] of state.idempotentReplies) {
    if (at > since) return;
    state.idempotentReplies.delete(key);
  }
}
