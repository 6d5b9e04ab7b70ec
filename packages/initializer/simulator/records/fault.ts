/** What can be made to go wrong, and what it does. */
export const faultKinds = {
  'lose-success': 'Charged, and the modal posts nothing.',
  'close-after-charge': 'Charged, and the modal posts HIDE instead of SUCCESS.',
  'duplicate-success': 'SUCCESS is posted twice.',
  reorder: 'HIDE is posted before SUCCESS.',
  'wrong-hash': 'SUCCESS carries a hash that does not verify.',
  'charge-twice': 'One checkout token is charged twice: two approvals.',
  delay: 'The answer of an API call, or of a payment in the modal, comes late.',
  '429': 'An API call is answered 429 with Retry-After, and not done.',
  '500-before': 'An API call is answered 500, and not done.',
  '500-after': 'A POST to the API is done, then answered 500.',
  'hang-up': 'An API call or a payment in the modal is done, then the connection is reset.',
  'late-row': 'A transaction is not listed by the API for a while.',
  'webhook-lost': 'A webhook is never sent.',
  'webhook-twice': 'A webhook is delivered twice, with the same id.',
  'webhook-late': 'A webhook is first sent after a while.',
} as const;

export type FaultKind = keyof typeof faultKinds;

/** For the kinds that last a while, how long unless said otherwise, in milliseconds. */
export const defaultFaultMs: Partial<Record<FaultKind, number>> = {
  delay: 2000,
  '429': 2000,
  'late-row': 30_000,
  'webhook-late': 600_000,
};

/** What was hit, by a name that another run with the same payments has as well. */
export interface FaultHit {
  kind: FaultKind;
  /** Endpoint, what it is about, and the how manieth occasion of this kind that is. */
  occasion: string;
  /** Milliseconds since the epoch. */
  at: number;
  ms?: number;
}

/** A fault that is in force. It ends after so many uses, at a time of the simulator's clock, or both. */
export interface Fault {
  id: number;
  kind: FaultKind;
  /** `METHOD /path` of the one endpoint it hits; absent: every endpoint of its kind. */
  endpoint?: string;
  /** Uses left; absent: any number. */
  remaining?: number;
  /** Milliseconds since the epoch. */
  until?: number;
  /** From 0 to 1: how likely each occasion is hit. */
  probability: number;
  /** Of the draws; the same seed gives the same draw for the same occasion. */
  seed: number;
  /** Hits exactly these occasions, each for so many milliseconds, whatever `probability` says. Absent: it is drawn. */
  occasions?: Readonly<Record<string, number>>;
  /** How long, for a kind that lasts a while. */
  ms?: number;
  uses: number;
}
