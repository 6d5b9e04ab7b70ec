/**
 * Every price names its order and how often that order was priced anew, so that the verdict can tell from an approval's
 * amount alone what was paid. It also keeps the simulator's rule against suspected duplicates out of the way.
 */
const firstCents = 1_000;
const versionCents = 1_000_000;
/**
 * At a till the customer may add a tip of up to 50 cents, and a device declines by the cents of the sum: such prices are whole
 * dollars, above all others.
 */
const tillCents = 500_000_000;
const dollarCents = 100;

export interface Priced {
  readonly index: number;
  /** How often the price had changed: 0 is the first one. */
  readonly version: number;
}

/** The header in which a buyer's request says which price the shop shows by now. */
export const priceVersionHeader = 'x-price-version';

/** Set on requests for an order that the shop sells no more. */
export const notSoldHeader = 'x-not-sold';

export const mostCheckouts = versionCents - firstCents;

export function priceInCents({ index, version }: Priced): number {
  return firstCents + index + version * versionCents;
}

export function tillPriceInCents(index: number): number {
  return tillCents + index * dollarCents;
}

export function pricedBy(amountCents: number): Priced {
  if (amountCents >= tillCents) {
    return { index: Math.floor((amountCents - tillCents) / dollarCents), version: 0 };
  }
  return {
    index: (amountCents % versionCents) - firstCents,
    version: Math.floor(amountCents / versionCents),
  };
}

export function orderIdOf(index: number): string {
  return `order-${index}`;
}

export function indexOf(orderId: string): number {
  return Number(orderId.slice('order-'.length));
}
