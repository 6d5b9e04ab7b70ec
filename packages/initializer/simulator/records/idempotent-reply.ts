/** An answer kept so that the same key and payload get it again. */
export interface IdempotentReply {
  /** Milliseconds since the epoch. */
  at: number;
  path: string;
  payload: unknown;
  status: number;
  body: unknown;
}
