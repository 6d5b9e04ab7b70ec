import type { State } from '../state.js';

/** One call of the v2 API that passed authentication, limits and permission. */
export interface ApiCall {
  state: State;
  /** Whose api-token was sent. */
  accessConfigurationId: string;
  path: string;
  params: Readonly<Record<string, string>>;
  query: unknown;
  body: unknown;
  header: (name: string) => string | undefined;
  /** Notes in the request log what Helcim would ignore without a word. */
  warn: (text: string) => void;
}

export interface Reply {
  status: number;
  /** Undefined: the answer has none. */
  body: unknown;
}

/** Parse, act, answer. */
export type Handler = (call: ApiCall) => Reply;

export function ok(body: unknown): Reply {
  return { status: 200, body };
}
