import type { Simulator } from '../../packages/initializer/simulator/index.js';
import { invoicesFor } from './order-kind.js';

/** Those that Helcim had before any order named them; more is due on each than all orders together pay. */
export async function addInvoices({ url }: Simulator, checkouts: number): Promise<void> {
  for (const invoiceNumber of invoicesFor(checkouts)) {
    const body = JSON.stringify({ invoiceNumber, amount: 10_000_000, currency: 'CAD' });
    const headers = { 'content-type': 'application/json' };
    const { ok } = await fetch(`${url}/_sim/invoices`, { method: 'POST', headers, body });
    if (!ok) throw new Error(`The simulator did not take invoice ${invoiceNumber}.`);
  }
}
