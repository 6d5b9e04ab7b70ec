import type { AddressInfo } from 'node:net';
import { createInitializer, type InitializerOptions } from '@helcim-checkout/initializer';
import { startSimulator, type Simulator } from '@helcim-checkout/initializer/simulator';
import express from 'express';

export interface CheckoutServer {
  readonly url: string;
  readonly simulator: Simulator;
  /** Order ids in the order they were fulfilled. */
  readonly fulfilled: readonly string[];
  close(): Promise<void>;
}

/** The simulator and a server with the initializer under `/pay`; every order whose id begins with a number costs that many dollars; one that ends in `-receipt` shows Helcim's receipt. */
export async function startCheckoutServer(
  options: Partial<InitializerOptions> = {},
): Promise<CheckoutServer> {
  const simulator = await startSimulator();
  const fulfilled: string[] = [];
  const initializer = createInitializer({
    apiToken: simulator.tokens.helcimPay,
    readToken: simulator.tokens.read,
    apiUrl: simulator.apiUrl,
    getOrder: (orderId) => {
      const amount = /^(\d+(?:\.\d+)?)-/.exec(orderId)?.[1];
      const modal = { confirmationScreen: orderId.endsWith('-receipt') };
      return Promise.resolve(amount === undefined ? null : { amount, currency: 'CAD', modal });
    },
    fulfill: ({ order }) => {
      fulfilled.push(order.orderId);
      return Promise.resolve();
    },
    // All tests of a run come from one address.
    limits: { newSessionsPerAddress: Infinity },
    ...options,
  });
  const server = express().use('/pay', initializer.router).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    simulator,
    fulfilled,
    close: async () => {
      await initializer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.close();
    },
  };
}
