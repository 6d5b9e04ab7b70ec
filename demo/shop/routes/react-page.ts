import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { LANGUAGE_TAGS, languageOf } from '../language.js';

const BUILT = fileURLToPath(new URL('../../dist/react/', import.meta.url));

/** The built React page under `/react/`, in the visitor's language. */
export function reactPage(): Router {
  const router = Router();

  router.get('/react/', async function showReactPage(request, response) {
    const page = await readFile(`${BUILT}index.html`, 'utf8');
    response.type('html').send(page.replace('lang="en-CA"', `lang="${LANGUAGE_TAGS[languageOf(request)]}"`));
  });

  router.use('/react', express.static(BUILT, { index: false, cacheControl: false }));
  return router;
}
