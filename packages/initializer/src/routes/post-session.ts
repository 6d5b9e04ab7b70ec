import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { GetOrder } from '../callbacks.js';
import { InitializerError } from '../error.js';
import { bodyText } from '../guards/read-body.js';
import type { RateLimits } from '../guards/rate-limits.js';
import { checkOrder } from '../check-order.js';
import type { CheckedOrder } from '../order.js';
import type { Core } from '../sessions/core.js';
import { createSession, type CreateAnswer } from '../sessions/create-session.js';
import { sessionAnswer } from '../sessions/outcome.js';

const bodyShape = z.strictObject({ orderId: z.string().min(1).max(200) });

/** `POST /sessions {orderId}`: the order's session, new or resumed, or what became of it. */
export function postSession(core: Core, limits: RateLimits): RequestHandler {
  return async function postSession(request, response) {
    const { orderId } = parse(bodyText(request));
    const order = await priceOrder(core, orderId, request);
    // Only now: a stranger whom getOrder turns away must not use up the order's limit.
    limits.countOrder(order.orderId);
    answer(response, await createSession(core, order.orderId, order, () => limits.countNewSession(request)));
  };
}

function parse(text: string): { orderId: string } {
  const parsed = bodyShape.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new InitializerError(
    'invalid_body',
    'The body must be {"orderId": text of 1 to 200 characters} and nothing else.',
  );
}

/** Asked every time, resumes included: this is where the shop says whose order it is. */
async function priceOrder({ config }: Core, orderId: string, request: Request): Promise<CheckedOrder> {
  const order = await askShop(config.getOrder, orderId, request);
  if (!order) throw new InitializerError('order_not_found', 'getOrder answered null.');
  const { onAuthorized, onVerified } = config.callbacks;
  return checkOrder(orderId, order, {
    onAuthorized: onAuthorized !== undefined,
    onVerified: onVerified !== undefined,
  });
}

/** Whatever the shop's function throws is the shop's: it must not be taken for an error of the request. */
async function askShop(
  getOrder: GetOrder,
  orderId: string,
  request: Request,
): Promise<Awaited<ReturnType<GetOrder>>> {
  try {
    return await getOrder(orderId, { request });
  } catch (cause) {
    if (cause instanceof InitializerError) throw cause;
    throw new InitializerError('internal', 'getOrder threw an error.', { cause });
  }
}

function answer(response: Response, answer: CreateAnswer): void {
  const session = sessionAnswer(answer.session);
  switch (answer.kind) {
    case 'open': {
      const { checkoutToken } = answer.session;
      const { expiresInSeconds } = answer;
      response.status(answer.isNew ? 201 : 200).json({ ...session, checkoutToken, expiresInSeconds });
      return;
    }
    case 'closing': {
      const { retryAfterSeconds } = answer;
      response
        .status(409)
        .set('Retry-After', String(retryAfterSeconds))
        .json({ ...session, retryAfterSeconds });
      return;
    }
    case 'undecided':
      response.status(200).json(session);
      return;
    case 'settled':
      response.status(409).json(session);
  }
}
