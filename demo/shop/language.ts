import type { NextFunction, Request, Response } from 'express';
import { readCookie } from './cookies.js';

export type Language = 'en' | 'fr';

/** What goes into the `lang` attribute. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en-CA', fr: 'fr-CA' };

const COOKIE = 'petit_huard_lang';
const A_YEAR_IN_MS = 365 * 24 * 3600 * 1000;

/** The visitor's language: `?lang=`, then what was chosen before, then the browser's wish, then English. */
export function languageOf(request: Request): Language {
  const wish = request.acceptsLanguages('en', 'fr');
  return (
    asLanguage(request.query['lang']) ??
    asLanguage(readCookie(request, COOKIE)) ??
    (wish === 'fr' ? 'fr' : 'en')
  );
}

/** Middleware: a language chosen by `?lang=` is remembered. */
export function rememberLanguage(request: Request, response: Response, next: NextFunction): void {
  const chosen = asLanguage(request.query['lang']);
  if (chosen) {
    response.cookie(COOKIE, chosen, {
      httpOnly: true,
      sameSite: 'lax',
      secure: request.secure,
      maxAge: A_YEAR_IN_MS,
    });
  }
  response.vary('Accept-Language');
  next();
}

function asLanguage(value: unknown): Language | undefined {
  return value === 'en' || value === 'fr' ? value : undefined;
}
