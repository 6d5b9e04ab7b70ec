import type { Request, RequestHandler } from 'express';
import { minute } from '../clock.js';
import { hasControlCharacters } from '../control-characters.js';
import { InitializerError } from '../error.js';
import { slidingWindow } from '../sliding-window.js';
import type { Authorize } from './options.js';
import type { Till } from './till.js';

const mostPerMinute = 300;
const longestName = 100;

/** Lets clerks in, and remembers which one sent a request. */
export interface ClerkGuard {
  readonly guard: RequestHandler;
  /** Who sent a request that was let in. */
  clerkOf(request: Request): string;
}

/** Asks the shop for every request. A clerk's page that runs wild is slowed down before it reaches Helcim. */
export function clerkGuard({ core, config }: Till): ClerkGuard {
  const clerks = new WeakMap<Request, string>();
  const requests = slidingWindow({ max: mostPerMinute, windowMs: minute });

  return {
    guard: async function guard(request, _response, next) {
      const clerk = await askShop(config.authorize, request);
      const wait = requests.take(clerk, core.config.clock.now());
      if (wait > 0) {
        throw new InitializerError('too_many_requests', 'Too many requests of one clerk within a minute.', {
          retryAfterSeconds: Math.ceil(wait / 1000),
        });
      }
      clerks.set(request, clerk);
      next();
    },
    clerkOf(request) {
      const clerk = clerks.get(request);
      if (clerk === undefined) throw new InitializerError('internal', 'A request passed by the clerk guard.');
      return clerk;
    },
  };
}

async function askShop(authorize: Authorize, request: Request): Promise<string> {
  let answer: unknown;
  try {
    answer = await authorize(request);
  } catch (cause) {
    if (cause instanceof InitializerError) throw cause;
    throw new InitializerError('internal', 'authorize threw an error.', { cause });
  }
  if (answer === null || answer === undefined)
    throw new InitializerError('clerk_refused', 'authorize refused a request.');
  const clerk = typeof answer === 'object' && 'clerk' in answer ? answer.clerk : undefined;
  return readClerk(clerk);
}

/** @throws InitializerError `internal`: what the shop answers is the shop's fault, and lets nobody in. */
export function readClerk(clerk: unknown): string {
  if (
    typeof clerk === 'string' &&
    clerk !== '' &&
    clerk.length <= longestName &&
    !hasControlCharacters(clerk)
  ) {
    return clerk;
  }
  throw new InitializerError(
    'internal',
    'A clerk must be { clerk: name of 1 to 100 characters }; to refuse a request, authorize answers null.',
  );
}
