import { minute, type Clock } from '../clock.js';
import type { InitializerError } from '../error.js';
import type { Logger } from '../logger.js';
import { slidingWindow } from '../sliding-window.js';

const linesPerMinute = 60;

/** Logs requests that were refused: one short line each, and no more lines than a person could read. */
export interface RefusalLog {
  /** @param fields What identifies the request. */
  write(error: InitializerError, fields: Record<string, unknown>): void;
}

/**
 * At most sixty lines a minute for each code; the line after them says how many were left out. Whoever sends refused requests
 * must not be able to fill a disk, or to hide other lines among them.
 */
export function refusalLog({ log, clock }: { log: Logger; clock: Clock }): RefusalLog {
  const lines = slidingWindow({ max: linesPerMinute, windowMs: minute });
  const leftOut = new Map<string, number>();

  return {
    write({ code, message }, fields) {
      const skipped = leftOut.get(code) ?? 0;
      if (lines.take(code, clock.now()) > 0) {
        leftOut.set(code, skipped + 1);
        return;
      }
      leftOut.delete(code);
      const more = skipped === 0 ? {} : { leftOutBefore: skipped };
      log.info({ ...fields, code, reason: message, ...more }, 'A request was refused.');
    },
  };
}
