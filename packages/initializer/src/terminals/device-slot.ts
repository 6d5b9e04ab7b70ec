import { InitializerError } from '../error.js';
import type { Core } from '../sessions/core.js';
import { freshen } from '../sessions/look-up.js';
import { mayOccupyDevice, mayRefundOccupyDevice } from '../sessions/till-timeline.js';
import type { DeviceRecord, DeviceSlot, SessionRecord } from '../stores/session-store.js';
import type { Till } from './till.js';

const mostTries = 50;

/** @throws InitializerError `device_not_paired` */
export async function pairedDevice({ core, devices }: Till, code: string): Promise<DeviceRecord> {
  const device = await devices.get(core.config.scope, code);
  if (device?.paired) return device;
  throw new InitializerError('device_not_paired', `Device ${code} is not paired: pair it by its code first.`);
}

/** Whether a device is still needed for what it was last busy with. Nothing releases it: that follows from what it was for. */
export async function isBusy({ core }: Till, { slot }: DeviceRecord): Promise<boolean> {
  const session = slot ? await core.config.store.get(core.config.scope, slot.sessionId) : undefined;
  return slot !== null && session !== undefined && occupies(core, session, slot);
}

/** The session it is needed for; asks Helcim first if that may have ended meanwhile. */
async function busyWith(till: Till, device: DeviceRecord): Promise<SessionRecord | undefined> {
  if (!(await isBusy(till, device)) || !device.slot) return undefined;
  const { store, scope } = till.core.config;
  const session = await store.get(scope, device.slot.sessionId);
  const fresh = session && (await freshen(till.core, session));
  return fresh && occupies(till.core, fresh, device.slot) ? fresh : undefined;
}

function occupies({ config }: Core, session: SessionRecord, { refundId }: DeviceSlot): boolean {
  const now = config.clock.now();
  if (refundId === null) return mayOccupyDevice(session, now);
  const refund = session.terminal?.refunds.find((one) => one.refundId === refundId);
  return refund !== undefined && mayRefundOccupyDevice(refund, now);
}

/** @throws InitializerError `device_busy` */
export async function requireIdle(till: Till, device: DeviceRecord): Promise<void> {
  const session = await busyWith(till, device);
  if (session) throw busy(device.code, session);
}

/**
 * Takes the device for one request. The session, with the refund if it is one, must be recorded before: what the slot names and
 * the store does not know counts as over.
 *
 * @throws InitializerError `device_busy`, `device_not_paired`
 */
export async function claimSlot(till: Till, code: string, slot: DeviceSlot): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const device = await pairedDevice(till, code);
    await requireIdle(till, device);
    const outcome = await till.devices.put({ ...device, version: device.version + 1, slot });
    if (outcome === 'stored') return;
  }
  throw busy(code);
}

function busy(code: string, session?: SessionRecord): InitializerError {
  const sale = session && { orderId: session.orderId, reference: session.reference, device: code };
  const what = session ? ` of order ${session.orderId}, ${session.reference}` : '';
  return new InitializerError('device_busy', `Device ${code} is busy with another request${what}.`, {
    retryAfterSeconds: 5,
    sale,
  });
}
