import type { State } from './state.js';

/** Notes what is to be paid under a number: numbers are random, amounts are the same when a shop does the same again. */
export function noteNumber(state: State, number: string | undefined, amountCents: number): void {
  if (number) state.amountsByNumber.set(number.trim().toUpperCase(), amountCents);
}

export function amountUnder(state: State, number: string): number | undefined {
  return state.amountsByNumber.get(number.toUpperCase());
}
