/** What a server process is told at its start. */
export interface ServerTask {
  /** Of this life; a restarted process gets another one. */
  readonly name: string;
  readonly seed: number;
  readonly store: StoreAddress;
  readonly apiUrl: string;
  readonly apiToken: string;
  readonly readToken: string;
  /** Of the tills. */
  readonly terminalToken: string;
  readonly webhookVerifierToken: string;
  readonly ledgerPath: string;
  readonly tracePath: string;
  /** Whether the initializer's own limits are in force. */
  readonly rateLimits: boolean;
  /** How likely the process ends itself at each of the moments that matter: around a write, around a call of `fulfill`. */
  readonly deadliness: number;
  /** In a replay: where processes end themselves, instead. */
  readonly deaths: readonly string[] | undefined;
}

export type StoreAddress =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'redis'; readonly url: string };

/** To a server process: a number is the new time; the first one starts its initializer. */
export type ServerOrder = number;

/** From a server process; `busy` counts what is under way after a move of the clock. */
export type ServerReport =
  | { readonly is: 'loaded' }
  | { readonly is: 'ready'; readonly port: number }
  | { readonly is: 'moved'; readonly busy: number };
