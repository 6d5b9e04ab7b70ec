import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { readCookie } from '../cookies.js';

const COOKIE = 'petit_huard_staff';
/** The only addresses that the cookie is sent to. */
const PATHS = ['/staff', '/till'];

/**
 * Demo authentication: the key stands in the terminal where the demo was started and lets one browser in, once. A shop that
 * sells has its own log-in in this place.
 */
export class StaffDoor {
  readonly key = randomText();
  /** What the admitted browser shows. */
  readonly #badge = randomText();
  #used = false;

  /** Admits the browser if this is the key and nobody has used it. */
  enter(key: unknown, request: Request, response: Response): boolean {
    if (this.#used || !equal(key, this.key)) return false;
    this.#used = true;
    for (const path of PATHS) {
      response.cookie(COOKIE, this.#badge, {
        httpOnly: true,
        sameSite: 'strict',
        secure: request.secure,
        path,
      });
    }
    return true;
  }

  admits(request: Request): boolean {
    return equal(readCookie(request, COOKIE), this.#badge);
  }
}

function randomText(): string {
  return randomBytes(16).toString('hex');
}

function equal(given: unknown, wanted: string): boolean {
  const bytes = Buffer.from(typeof given === 'string' ? given : '');
  return bytes.length === wanted.length && timingSafeEqual(bytes, Buffer.from(wanted));
}
