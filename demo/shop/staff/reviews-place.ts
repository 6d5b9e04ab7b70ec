import type { Session } from '@helcim-checkout/initializer';
import type { Request } from 'express';

/** Which reviews the list shows. It goes with every link and form, so that a decision leads back to where it was taken. */
export interface ReviewsPlace {
  /** Those behind this session, resolved or not; from the oldest if undefined. */
  readonly after: Pick<Session, 'createdAt' | 'sessionId'> | undefined;
  /** Only those in which Helcim itself shows a payment. */
  readonly shownByHelcim: boolean;
}

/** A decision was taken; Helcim was asked again; it could not be. */
export type ReviewStep = 'resolved' | 'looked' | 'notLooked';

/** An address that is not understood shows the list from its beginning. */
export function placeOf({ query }: Request): ReviewsPlace {
  const given = typeof query['after'] === 'string' ? query['after'] : '';
  const [, createdAt, sessionId = ''] = /^(\d{1,15})\.([\w-]{1,100})$/.exec(given) ?? [];
  return {
    after: createdAt === undefined ? undefined : { createdAt: Number(createdAt), sessionId },
    shownByHelcim: query['payment'] === 'shown',
  };
}

/** What makes any address below `/staff/reviews` belong to the place. `step`: what was just done there. */
export function placeQuery({ after, shownByHelcim }: ReviewsPlace, step?: ReviewStep): string {
  const parts = [
    step,
    shownByHelcim && 'payment=shown',
    after && `after=${after.createdAt}.${after.sessionId}`,
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

export function listAddress(place: ReviewsPlace, step?: ReviewStep): string {
  return `/staff/reviews${placeQuery(place, step)}`;
}
