import { InitializerError } from '../error.js';
import type { DeviceRecord } from '../stores/session-store.js';
import { isBusy } from './device-slot.js';
import type { Till } from './till.js';

const mostTries = 50;

/** A device as a clerk sees it. */
export interface Device {
  /** Four letters or digits, as on its screen. */
  readonly code: string;
  readonly name: string;
  /** Whether it may be sent payments. */
  readonly paired: boolean;
  /** Whether it is in the middle of a payment or refund of ours. */
  readonly busy: boolean;
  /** Whether Helcim lists it for this account; `null` while Helcim cannot be asked. */
  readonly known: boolean | null;
}

/**
 * The devices of the account, and those that were paired once. While Helcim cannot be asked, the latter alone.
 *
 * @throws InitializerError why Helcim could not be asked, if none was ever paired.
 */
export async function listDevices(till: Till): Promise<Device[]> {
  const { core, devices } = till;
  const [records, listed] = await Promise.all([devices.list(core.config.scope), codesAtHelcim(till)]);
  if (!Array.isArray(listed) && records.length === 0) throw listed.error;
  const codes = Array.isArray(listed) ? listed : [];
  const known = Array.isArray(listed) ? new Set(listed) : undefined;
  const ours = await Promise.all(
    records.map((record) => view(till, record, known?.has(record.code) ?? null)),
  );
  const recorded = new Set(records.map(({ code }) => code));
  const others = codes.filter((code) => !recorded.has(code)).sort();
  return [...ours, ...others.map((code) => ({ code, name: code, paired: false, busy: false, known: true }))];
}

/** A list that fails must not keep a clerk from the devices there are. */
async function codesAtHelcim({ core, helcim }: Till): Promise<string[] | { error: unknown }> {
  try {
    return await helcim.codes();
  } catch (error) {
    core.config.log.warn({ error }, 'Helcim could not be asked for the devices of the account.');
    return { error };
  }
}

/**
 * Remembers a device that exists in the account and answers: a message appears on its screen.
 *
 * @throws InitializerError `device_unknown`, `device_asleep`
 */
export async function pairDevice(
  till: Till,
  { code, name, clerk }: { code: string; name: string | undefined; clerk: string },
): Promise<{ device: Device; isNew: boolean }> {
  await till.helcim.find(code);
  await till.helcim.ping(code);
  const { scope, clock } = till.core.config;
  const fresh: DeviceRecord = {
    scope,
    code,
    version: 1,
    name: name ?? code,
    paired: true,
    pairedAt: clock.now(),
    pairedBy: clerk,
    slot: null,
  };
  let isNew = false;
  const record = await changeDevice(till, code, (current) => {
    isNew = !current?.paired;
    if (!current) return fresh;
    const { pairedAt, pairedBy } = current.paired ? current : fresh;
    return { ...current, name: name ?? current.name, paired: true, pairedAt, pairedBy };
  });
  return { device: await view(till, record, true), isNew };
}

/**
 * Sends it no more payments. What it is in the middle of goes on and is settled as ever.
 *
 * @throws InitializerError `device_not_paired` if nobody ever paired it.
 */
export async function unpairDevice(till: Till, code: string): Promise<Device> {
  const record = await changeDevice(till, code, (current) => {
    if (!current) throw new InitializerError('device_not_paired', `Device ${code} was never paired.`);
    return { ...current, paired: false };
  });
  return await view(till, record, true);
}

async function changeDevice(
  { core, devices }: Till,
  code: string,
  change: (current: DeviceRecord | undefined) => DeviceRecord,
): Promise<DeviceRecord> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const current = await devices.get(core.config.scope, code);
    const next = { ...change(current), version: (current?.version ?? 0) + 1 };
    if ((await devices.put(next)) === 'stored') return next;
  }
  throw new InitializerError('busy', 'The device is being changed by too many at once.', {
    retryAfterSeconds: 1,
  });
}

async function view(till: Till, record: DeviceRecord, known: boolean | null): Promise<Device> {
  const { code, name, paired } = record;
  return { code, name, paired, busy: await isBusy(till, record), known };
}
