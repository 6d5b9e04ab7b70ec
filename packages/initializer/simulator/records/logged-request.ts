/** One call of the v2 API. Holds no token: neither headers, query nor body. */
export interface LoggedRequest {
  /** Milliseconds since the epoch. */
  at: number;
  method: string;
  path: string;
  /** 0 until the answer is sent. */
  status: number;
  /** The access configuration whose token was sent, if it is a known one. */
  accessConfigurationId?: string;
  /** What Helcim would silently ignore, e.g. unknown keys. */
  warnings: string[];
}
