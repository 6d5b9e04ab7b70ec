import type { Request } from 'express';
import { languageOf } from './language.js';
import type { PageContext } from './pages/layout.js';
import { textsIn } from './texts.js';
import type { Visitors } from './visitors.js';

/** What a page needs to know about the request it answers. */
export function pageContext(request: Request, visitors: Visitors): PageContext {
  const language = languageOf(request);
  return {
    language,
    texts: textsIn(language),
    cartCount: visitors.of(request)?.cart.count ?? 0,
    path: request.baseUrl + request.path,
  };
}
