/**
 * Every price names its order and how often that order was priced anew, so that the verdict can tell from an approval's
 * amount alone what was paid. It also keeps the simulator's rule against suspected duplicates out of the way.
 */
const firstCents = 1_000;
const versionCents = 1_000_000;

export interface Priced {
  readonly index: number;
  /** How often the price had changed: 0 is the first one. */
  readonly version: number;
}

/** The header in which a buyer's request says which price the shop shows by now. */
export const priceVersionHeader = 'x-price-version';

export const mostCheckouts = versionCents - firstCents;

export function priceInCents({ index, version }: Priced): number {
  return firstCents + index + version * versionCents;
}

export function pricedBy(amountCents: number): Priced {
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
