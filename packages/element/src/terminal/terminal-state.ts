/**
 * `idle → starting → waiting → approved | cancelled | asleep | unknown | review`; `declined`: the device still has the
 * request and the customer may try again; `failed`: an error of our own.
 */
export type TerminalState =
  | 'idle'
  | 'starting'
  | 'waiting'
  | 'declined'
  | 'approved'
  | 'cancelled'
  | 'asleep'
  | 'unknown'
  | 'review'
  | 'failed';

const isIn =
  (...states: TerminalState[]) =>
  (state: TerminalState) =>
    states.includes(state);

/** A click may send a request. */
export const isStartable = isIn('idle', 'cancelled', 'asleep', 'failed');
/** A request may be on the device, or its payment is not known yet. */
export const isUndecided = isIn('starting', 'waiting', 'declined', 'unknown');
/** The device is at work for this element. */
export const isOnDevice = isIn('starting', 'waiting', 'declined');
/** The server's verdict stands. */
export const isVerdict = isIn('approved', 'review');
