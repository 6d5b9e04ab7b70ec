import type { NextFunction, Request, Response } from 'express';
import type { State } from '../state.js';
import { ApiError } from './api-error.js';

const perMinute = 100;
const perHour = 3000;
const atOnce = 5;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Helcim's limits, of the account and not of a token: sliding windows by the simulator's clock, and calls in flight. */
export function limitRate(state: State) {
  let inFlight = 0;
  return function limitRateOfCall(_request: Request, response: Response, next: NextFunction): void {
    inFlight += 1;
    response.on('close', () => (inFlight -= 1));
    if (!state.switches.rateLimits) {
      next();
      return;
    }
    const { minute, hour } = countCalls(state);
    const isAllowed = inFlight <= atOnce && minute < perMinute && hour < perHour;
    if (isAllowed) state.callTimes.push(state.clock.now());
    const spent = isAllowed ? 1 : 0;
    response.set('minute-limit-remaining', String(perMinute - minute - spent));
    response.set('hour-limit-remaining', String(perHour - hour - spent));
    if (!isAllowed) throw new ApiError(429, 'Too many requests');
    next();
  };
}

function countCalls(state: State): { minute: number; hour: number } {
  const now = state.clock.now();
  state.callTimes = state.callTimes.filter((at) => at > now - hourMs);
  return {
    minute: state.callTimes.filter((at) => at > now - minuteMs).length,
    hour: state.callTimes.length,
  };
}
