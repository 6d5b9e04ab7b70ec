import type { RequestHeaders } from '../session-client.js';
import { type BusySale, HelcimTerminalError } from './helcim-terminal-error.js';
import {
  isTerminalAnswer,
  isTerminalDevice,
  type TerminalAnswer,
  type TerminalDevice,
} from './terminal-answer.js';

/**
 * How the element speaks with the server. Set your own as `element.terminalClient` to use another transport. Each method
 * rejects with a {@link HelcimTerminalError}; one that is not `recoverable` counts as the server's refusal.
 */
export interface TerminalClient {
  listDevices(signal?: AbortSignal): Promise<readonly TerminalDevice[]>;
  pairDevice(code: string, name?: string): Promise<TerminalDevice>;
  unpairDevice(code: string): Promise<void>;
  /** Lets the device show a message. */
  pingDevice(code: string): Promise<void>;
  /**
   * Sends the order to the device, or answers for the request that is there already.
   * `force`: although the customer may be paying online.
   */
  startSession(orderId: string, device: string, force: boolean): Promise<TerminalAnswer>;
  /** The outcome as known now. */
  readSession(sessionId: string, signal?: AbortSignal): Promise<TerminalAnswer>;
  /** A person has seen that the device is idle. */
  releaseSession(sessionId: string): Promise<TerminalAnswer>;
}

const answerTimeoutMs = 30_000;
const pauseUnnamedSeconds = 5;

/** Speaks with the terminals of `@helcim-checkout/initializer` below `endpoint`. */
export function createTerminalClient(
  endpoint: string,
  credentials: RequestCredentials,
  headers: RequestHeaders,
): TerminalClient {
  const request = async (method: string, path: string, body?: unknown, signal?: AbortSignal) => {
    const timeout = AbortSignal.timeout(answerTimeoutMs);
    const response = await fetch(endpoint + path, {
      method,
      credentials,
      headers: { 'content-type': 'application/json', ...headers },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      body: body ? JSON.stringify(body) : null,
    }).catch((cause: unknown) => {
      throw new HelcimTerminalError('network', undefined, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return { response, answer };
  };
  const demand = async (...call: Parameters<typeof request>): Promise<unknown> => {
    const { response, answer } = await request(...call);
    if (!response.ok) throw readError(response, answer);
    return answer;
  };
  const session = async (...call: Parameters<typeof request>): Promise<TerminalAnswer> => {
    const { response, answer } = await request(...call);
    // A conflict may be news: the order is paid, or nobody knows yet.
    if ((response.ok || response.status === 409) && isTerminalAnswer(answer)) return answer;
    throw readError(response, answer);
  };
  const at = (...names: string[]) => `/${names.map(encodeURIComponent).join('/')}`;

  return {
    async listDevices(signal) {
      const answer = (await demand('GET', '/devices', undefined, signal)) as
        { devices?: unknown } | undefined;
      if (!Array.isArray(answer?.devices)) throw new HelcimTerminalError('bad-answer', 'No list of devices.');
      return answer.devices.filter(isTerminalDevice);
    },
    async pairDevice(code, name) {
      const answer = (await demand('POST', '/devices', name ? { code, name } : { code })) as
        { device?: unknown } | undefined;
      return isTerminalDevice(answer?.device) ? answer.device : { code, paired: true, ...(name && { name }) };
    },
    async unpairDevice(code) {
      await demand('DELETE', at('devices', code));
    },
    async pingDevice(code) {
      await demand('POST', at('devices', code, 'ping'), {});
    },
    startSession: (orderId, device, force) =>
      session('POST', '/sessions', force ? { orderId, device, force } : { orderId, device }),
    readSession: (sessionId, signal) => session('GET', at('sessions', sessionId), undefined, signal),
    releaseSession: (sessionId) =>
      session('POST', at('sessions', sessionId, 'release'), { deviceIsIdle: true }),
  };
}

/** Answered as faults of the server, but nothing was sent to the device. */
const definite = /^(device_refused|helcim_credential|helcim_permission|invalid_option|invalid_order)$/;

function readError({ ok, status, headers }: Response, answer: unknown): HelcimTerminalError {
  const { error } = (answer ?? {}) as { error?: { code?: unknown; message?: unknown; sale?: unknown } };
  const message = `${status} ${String(error?.message)}`;
  if (status === 429 || status === 503) {
    const retryAfterSeconds = Number(headers.get('retry-after')) || pauseUnnamedSeconds;
    return new HelcimTerminalError('busy', message, { retryAfterSeconds });
  }
  const reason = status === 401 || status === 403 ? 'not_allowed' : String(error?.code);
  const isFault = ok || status === 408 || status >= 500;
  if (isFault && !definite.test(reason)) return new HelcimTerminalError('bad-answer', message);
  return new HelcimTerminalError('refused', message, { reason, sale: readSale(error?.sale) });
}

function readSale(sale: unknown): BusySale | undefined {
  const { orderId, reference, device } = (sale ?? {}) as Partial<BusySale>;
  return orderId && reference && device ? { orderId, reference, device } : undefined;
}
