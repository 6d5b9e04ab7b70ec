/**
 * `idle → starting → open → confirming → approved | pending | review | unknown`; `declined`: the modal is still open and
 * takes another card; `closing`: an earlier modal may still be open, wait; `failed`: an error of our own.
 */
export type CheckoutState =
  | 'idle'
  | 'starting'
  | 'open'
  | 'declined'
  | 'confirming'
  | 'approved'
  | 'pending'
  | 'review'
  | 'unknown'
  | 'closing'
  | 'failed';

export type Verdict = 'approved' | 'pending' | 'review';

const isIn =
  (...states: CheckoutState[]) =>
  (state: CheckoutState) =>
    states.includes(state);

/** A click may begin a payment. */
export const isStartable = isIn('idle', 'failed');
export const isModalState = isIn('open', 'declined');
/** A payment may have been made and nobody knows yet. */
export const isUndecided = isIn('open', 'declined', 'confirming', 'unknown');
/** The server's verdict stands. */
export const isVerdict = isIn('approved', 'pending', 'review') as (state: string) => state is Verdict;
