import { startSimulator } from '../../packages/initializer/simulator/index.js';
import type { DeviceAction, DeviceScreen } from '../../packages/initializer/simulator/index.js';
import { listOf, merchantOf, send, startTime, textOf } from './simulated-merchant.js';
import type { Answer, Json, Merchant } from './simulated-merchant.js';

export interface Till extends Merchant {
  /** A device that listens; by default the only one. */
  ready: (name?: string) => Promise<TillDevice>;
  /** What someone does at a device, over HTTP: `set-up`, `tap` and so on. */
  touch: (id: string, action: string, input?: unknown) => Promise<Answer>;
  /** Every row of the card-transactions API, newest first. */
  rows: (query?: string) => Promise<Json[]>;
  /** Bodies of all webhooks, oldest first, sent or lost. */
  webhooks: () => Promise<Json[]>;
  reset: () => Promise<void>;
}

export interface TillDevice {
  id: string;
  code: string;
  /** Sends a purchase, or another request, to the device. */
  purchase: (body?: object) => Promise<Answer>;
  refund: (body: object) => Promise<Answer>;
  act: (action: DeviceAction, input?: object) => DeviceScreen;
  screen: () => DeviceScreen;
}

export const nothingListensHere = 'http://127.0.0.1:9/hooks/card-events';

/** One simulator for a whole file, with a clock that stands still; the file resets it before each test. */
export async function openTill(): Promise<Till> {
  const simulator = await startSimulator({
    clock: { now: () => startTime },
    rateLimits: false,
    webhooks: { url: nothingListensHere },
  });
  const merchant = merchantOf(simulator);
  const { api, control } = merchant;
  return {
    ...merchant,
    ready: async (name) => {
      const { id, code } = await simulator.devices.ready(name);
      const screen = () => simulator.devices.list().find((device) => device.id === id) as DeviceScreen;
      return {
        id,
        code,
        screen,
        purchase: (body = {}) =>
          api(`POST /devices/${code}/payment/purchase`, {
            body: { currency: 'CAD', transactionAmount: 20, ...body },
          }),
        refund: (body) => api(`POST /devices/${code}/payment/refund`, { body }),
        act: (action, input) => simulator.devices.act(id, action, input),
      };
    },
    touch: (id, action, input) => send(`${simulator.url}/virtual-terminals`, `POST /${id}/${action}`, input),
    rows: async (query = '') => listOf((await api(`GET /card-transactions${query}`)).body),
    webhooks: async () => {
      const { body } = await control('GET /webhooks');
      return listOf(body['deliveries'])
        .map((delivery) => delivery['body'] as Json)
        .toReversed();
    },
    reset: async () => {
      await control('POST /reset');
    },
  };
}

/** The codes of `GET /devices`. */
export function codesIn({ body }: Answer): string[] {
  return listOf(body).map((device) => textOf(device['code']));
}
