/** What the shop's server tells about an order. The price is text to show; it is not what is charged. */
export interface ShopOrder {
  readonly id: string;
  readonly number: string;
  readonly total: string;
  readonly lines: readonly string[];
  readonly paid: boolean;
  /** The simulator's script; absent when payments go to Helcim. */
  readonly scriptUrl?: string;
}

export async function fetchOrder(id: string, signal: AbortSignal): Promise<ShopOrder | undefined> {
  const response = await fetch(`/api/orders/${encodeURIComponent(id)}`, { signal });
  return response.ok ? ((await response.json()) as ShopOrder) : undefined;
}

export async function placeOrder(product: string): Promise<ShopOrder> {
  const response = await fetch('/api/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product }),
  });
  if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
  return (await response.json()) as ShopOrder;
}
