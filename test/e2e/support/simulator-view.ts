import type { Simulator } from '@helcim-checkout/initializer/simulator';

export interface SimulatedTransaction {
  readonly transactionId: number;
  readonly status: string;
  readonly type: string;
  readonly amount: number;
  readonly currency: string;
  readonly cardHolderName: string;
}

/** What Helcim would have on its books. */
export async function transactions({ url }: Simulator): Promise<SimulatedTransaction[]> {
  return (await (await fetch(`${url}/_sim/transactions`)).json()) as SimulatedTransaction[];
}

export async function approvedTransactions(simulator: Simulator): Promise<SimulatedTransaction[]> {
  return (await transactions(simulator)).filter(({ status }) => status === 'APPROVED');
}

/** How often HelcimPay.js was initialized. */
export async function initializeCalls({ url }: Simulator): Promise<number> {
  const requests = (await (await fetch(`${url}/_sim/requests`)).json()) as { method: string; path: string }[];
  return requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/helcim-pay/initialize'))
    .length;
}
