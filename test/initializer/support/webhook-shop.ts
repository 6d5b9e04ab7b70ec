import type { TestContext } from 'node:test';
import type { ApprovedInput, Order, ReviewInput } from '../../../packages/initializer/src/index.js';
import { signedResult, startFakeHelcim, tokens, transaction } from './fake-helcim.js';
import { plainOrder, startShop, type Answer, type ShopOptions } from './shop.js';
import { cardTransaction, sign, verifierToken } from './webhook.js';

/** The transaction that a webhook tells of unless another is named. */
export const transactionId = 44158194;

/** A shop with webhooks and one open session. */
export async function startWebhookShop(t: TestContext, options: ShopOptions = {}, order: Order = plainOrder) {
  const helcim = await startFakeHelcim(t);
  const fulfilled: ApprovedInput[] = [];
  const reviews: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    webhookVerifierToken: verifierToken,
    getOrder: () => order,
    fulfill: (input) => void fulfilled.push(input),
    onReview: (input) => void reviews.push(input),
    ...options,
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const reference = String(json['reference']);
  const send = (body: string, id?: string) =>
    shop.post('/webhook', body, { ...sign(body, { at: shop.clock.now(), ...(id ? { id } : {}) }) });
  return {
    helcim,
    shop,
    fulfilled,
    reviews,
    sessionId,
    reference,
    send,
    tell: (id: string | number = transactionId, webhookId?: string) => send(cardTransaction(id), webhookId),
    result: (changes: Record<string, string> = {}) =>
      shop.post(`/sessions/${sessionId}/result`, {
        eventMessage: signedResult(
          transaction({ invoiceNumber: reference, ...changes }),
          tokens(1).secretToken,
        ),
      }),
    state: async () => (await shop.initializer.find({ sessionId }))?.state,
    reads: () => helcim.calls.filter(({ path }) => path.includes('/card-transactions/')),
  };
}

/** Status, and what the answer or its error says. */
export function webhookOutcome({ status, json }: Answer): unknown[] {
  const error = json['error'] as { code: string } | undefined;
  return [status, error?.code ?? json['webhook']];
}
