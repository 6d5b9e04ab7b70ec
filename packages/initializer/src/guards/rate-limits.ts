import { isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { minute } from '../clock.js';
import { InitializerError } from '../error.js';
import type { Config } from '../read-options.js';
import { slidingWindow, type SlidingWindow } from '../sliding-window.js';

/** Limits against card testing, each in a sliding minute. */
export interface RateLimits {
  readonly perAddress: RequestHandler;
  /** To be called when a session is about to be made. @throws InitializerError `too_many_requests` */
  countNewSession(request: Request): void;
  /** @throws InitializerError `too_many_requests` */
  countOrder(orderId: string): void;
  /**
   * To be called for sessions that exist only: ids that somebody makes up would fill the memory, and push real ones out of it.
   *
   * @throws InitializerError `too_many_requests`
   */
  countSession(sessionId: string): void;
  /** Whether the error is one more refusal of a client whose last one, within the same minute, is in the log. */
  isKnown(error: InitializerError): boolean;
}

export function rateLimits({ limits, clock, log }: Pick<Config, 'limits' | 'clock' | 'log'>): RateLimits {
  const addresses = slidingWindow({ max: limits.perAddress, windowMs: minute });
  const newSessions = slidingWindow({ max: limits.newSessionsPerAddress, windowMs: minute });
  const orders = slidingWindow({ max: limits.perOrder, windowMs: minute });
  const sessions = slidingWindow({ max: limits.perSession, windowMs: minute });

  const told = slidingWindow({ max: 1, windowMs: minute });
  const known = new WeakSet<InitializerError>();
  let hasWarned = false;

  function count(window: SlidingWindow, key: string, what: string): void {
    const wait = window.take(key, clock.now());
    if (wait === 0) return;
    const message = `Too many requests for one ${what} within a minute.`;
    const error = new InitializerError('too_many_requests', message, {
      retryAfterSeconds: Math.ceil(wait / 1000),
    });
    if (told.take(`${what} ${key}`, clock.now()) > 0) known.add(error);
    throw error;
  }

  /** Behind a proxy that Express does not know of all buyers have one address, and lock each other out. */
  function warnOfProxy(request: Request): void {
    if (hasWarned || request.get('x-forwarded-for') === undefined || request.app.get('trust proxy')) return;
    hasWarned = true;
    log.warn(
      {},
      "A request carries X-Forwarded-For, but Express' setting 'trust proxy' is off: if a proxy of yours sent it, all buyers " +
        "count as one client address. See app.set('trust proxy', …).",
    );
  }

  return {
    perAddress: function perAddress(request: Request, _response, next) {
      warnOfProxy(request);
      count(addresses, client(request), 'client address');
      next();
    },
    countNewSession: (request) => count(newSessions, client(request), 'client address that starts payments'),
    countOrder: (orderId) => count(orders, orderId, 'order'),
    countSession: (sessionId) => count(sessions, sessionId, 'session'),
    isKnown: (error) => known.has(error),
  };
}

/** Beyond any IPv6 address with a zone. Under `trust proxy: true` an address is whatever the client says. */
const longestAddress = 64;

/** A copy of its own: a piece of a header would keep all of the header in memory. */
function client({ ip = 'unknown' }: Request): string {
  return Buffer.from(network(ip.slice(0, longestAddress))).toString();
}

/** Whoever has one IPv6 address has a whole /64 of them: they count as one client. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
