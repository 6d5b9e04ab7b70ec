import { z } from 'zod';
import { InitializerError } from '../error.js';
import { explainOptions } from '../option-shapes.js';
import type { Config } from '../read-options.js';
import type { SessionPosition, SessionRecord } from '../stores/session-store.js';

/** Which reviews are listed. */
export interface ReviewsOptions {
  /**
   * The last session of the page before, of which `createdAt` and `sessionId` count: only those behind it. It may have been resolved
   * meanwhile. Default: from the oldest.
   */
  after?: SessionPosition | undefined;
  /** The most that are listed, from 1 to 1,000. Default: 1,000. */
  limit?: number | undefined;
  /**
   * Only those in which Helcim itself shows a payment, or one that may be it. What rests on a browser’s word alone, which anyone can
   * make up, is read and left out; that takes its time if it is much. Default: false.
   */
  shownByHelcim?: boolean | undefined;
}

const mostReviews = 1_000;

const limitCure = `must be a whole number from 1 to ${mostReviews}`;

const shape = z.strictObject({
  after: z
    .object(
      {
        createdAt: z.number('must be the createdAt of a session'),
        sessionId: z.string('must be the sessionId of a session'),
      },
      'must be the last session of the page before, or its createdAt and sessionId',
    )
    .optional(),
  limit: z.int(limitCure).min(1, limitCure).max(mostReviews, limitCure).default(mostReviews),
  shownByHelcim: z.boolean('must be true or false').default(false),
});

/** @throws InitializerError `invalid_option`. */
export async function listReviews(config: Config, options: ReviewsOptions): Promise<SessionRecord[]> {
  const { after, limit, shownByHelcim } = readReviewsOptions(options);
  return shownByHelcim
    ? await reviewsShownByHelcim(config, limit, after)
    : await config.store.inState(config.scope, 'review', limit, after);
}

function readReviewsOptions(options: ReviewsOptions): z.infer<typeof shape> {
  const parsed = shape.safeParse(options);
  if (parsed.success) return parsed.data;
  const known = () => Object.keys(shape.shape);
  throw new InitializerError('invalid_option', explainOptions(parsed.error, options, { known, secrets: [] }));
}

/** Whoever floods the shop with made-up results fills the pages of all reviews, but none of these. */
async function reviewsShownByHelcim(
  { store, scope }: Config,
  limit: number,
  after: SessionPosition | undefined,
): Promise<SessionRecord[]> {
  const found: SessionRecord[] = [];
  let last = after;
  while (found.length < limit) {
    const page: SessionRecord[] = await store.inState(scope, 'review', mostReviews, last);
    last = page.at(-1);
    if (!last) break;
    found.push(...page.filter(isShownByHelcim));
    // A store that answers at once must not keep buyers waiting for all pages of a flood.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found.slice(0, limit);
}

function isShownByHelcim({ transaction, reason }: SessionRecord): boolean {
  return transaction !== null || reason !== 'undecided_in_time';
}
