import type { Request, Router } from 'express';
import { counter } from './counter.js';
import { deviceClient } from './device-client.js';
import { readClerk } from './clerk-guard.js';
import { readDeviceCode } from './device-code.js';
import type { TerminalsOptions } from './options.js';
import { listDevices, pairDevice, unpairDevice, type Device } from './pair-device.js';
import { readTerminalOptions } from './read-terminal-options.js';
import { readAmount, readIdempotencyKey, readOptionalCode } from './read-requests.js';
import type { RefundView, TerminalAnswer } from './terminal-answer.js';
import type { Till } from './till.js';
import { plainAddress, tillRouter } from './till-router.js';

/** Payments at a till, on Helcim's Smart Terminals. They share sessions, store, webhook and callbacks with the initializer. */
export interface Terminals {
  /** Express routes for clerks: `app.use('/till', terminals.router)`. Every request passes `authorize`. */
  readonly router: Router;

  /** The devices of the account, and those that were paired once. */
  devices(): Promise<Device[]>;

  /**
   * Pairs a device by the code on its screen: it must exist and answer.
   *
   * @throws InitializerError `device_code_invalid`, `device_unknown`, `device_asleep`
   */
  pair(what: { code: string; clerk: string; name?: string | undefined }): Promise<Device>;

  /** Sends it no more payments. One under way goes on. @throws InitializerError `device_not_paired` */
  unpair(code: string): Promise<Device>;

  /**
   * Sends the payment of an order to a device. Look at the `outcome`: an order that is paid, or perhaps paid, is sent nowhere.
   *
   * @throws InitializerError `order_not_found`, `device_…`, `online_payment_open`, `till_payment_open`, or what Helcim refused.
   */
  start(what: {
    orderId: string;
    device: string;
    clerk: string;
    /** Take the order away from an online payment under way; if that is paid all the same, it becomes a review. */
    force?: boolean | undefined;
    /** What `getOrder` is given; needed unless the terminals have a `getOrder` of their own. */
    request?: Request | undefined;
  }): Promise<TerminalAnswer>;

  /** A payment as known now; may look at Helcim. @throws InitializerError `session_not_found` */
  find(sessionId: string): Promise<TerminalAnswer>;

  /**
   * Ends what nobody has answered for ten minutes. Only for a person who sees that the device is idle.
   *
   * @throws InitializerError `too_early`, `helcim_unavailable`, `session_not_found`
   */
  release(what: { sessionId: string; clerk: string }): Promise<TerminalAnswer>;

  /**
   * Gives money back: on a device, which debit cards need, or without. Asked again under the same `idempotencyKey` it is the same
   * refund; without one, so is an equal refund within a minute.
   *
   * @throws InitializerError `refund_…`, `device_…`, `session_not_found`, or what Helcim refused.
   */
  refund(what: {
    sessionId: string;
    /** Dollars, as text or as a number within 1e-6 of a whole cent. */
    amount: string | number;
    clerk: string;
    device?: string | undefined;
    /** 25 to 36 letters, digits, `-` or `_`, such as a UUID: another key is another refund. */
    idempotencyKey?: string | undefined;
    /** Of whoever asks for it; Helcim wants one. Default: 127.0.0.1. */
    ipAddress?: string | undefined;
  }): Promise<RefundView>;
}

/**
 * Checks the options once. Nothing is sent to Helcim before somebody asks.
 *
 * @throws InitializerError `invalid_option` with the option's name, its value (never a secret's) and the cure.
 */
export function createTerminals(options: TerminalsOptions): Terminals {
  const { core, config, devices } = readTerminalOptions(options);
  const till: Till = { core, config, devices, helcim: deviceClient(core, config.apiToken) };
  const clerks = counter(till);
  if (core.config.webhookKey === undefined) {
    core.config.log.warn(
      {},
      'No webhookVerifierToken: a cancel on a device is never heard. Each keeps its order and its device for ten minutes, and then ' +
        'until a clerk releases it.',
    );
  }
  if ([core.config.apiToken, core.config.readToken].includes(config.apiToken)) {
    core.config.log.warn(
      {},
      'The terminals use an apiToken of the initializer: whoever got hold of it could give money back. Make one of their own.',
    );
  }

  return Object.freeze<Terminals>({
    router: tillRouter(till, clerks),
    devices: () => listDevices(till),
    async pair({ code, clerk, name }) {
      const what = { code: readDeviceCode(code), clerk: readClerk(clerk), name };
      return (await pairDevice(till, what)).device;
    },
    unpair: async (code) => await unpairDevice(till, readDeviceCode(code)),
    async start({ orderId, device, clerk, force = false, request }) {
      const what = { orderId, device: readDeviceCode(device), clerk: readClerk(clerk), force, request };
      return (await clerks.start(what)).answer;
    },
    find: (sessionId) => clerks.find(sessionId),
    release: ({ sessionId, clerk }) => clerks.release(sessionId, readClerk(clerk)),
    async refund({ sessionId, amount, clerk, device, idempotencyKey, ipAddress }) {
      const { refund } = await clerks.refund({
        sessionId,
        amountCents: readAmount(amount),
        device: readOptionalCode(device),
        clerk: readClerk(clerk),
        idempotencyKey: readIdempotencyKey(idempotencyKey),
        ipAddress: plainAddress(ipAddress),
      });
      return refund;
    },
  });
}
