/** What a device is busy with. */
export interface DeviceSlot {
  readonly sessionId: string;
  /** The refund of that session; `null` for its payment. */
  readonly refundId: string | null;
}

/** A device that was paired with us, as plain JSON. A store understands only the first group. */
export interface DeviceRecord {
  /** Account and address of Helcim's API. */
  readonly scope: string;
  /** Helcim's code of the device, upper case. Unique within the scope. */
  readonly code: string;
  /** 1 when created, one more with each change. */
  readonly version: number;
  readonly pairedAt: number;

  readonly name: string;
  readonly paired: boolean;
  /** The clerk who paired it. */
  readonly pairedBy: string;
  /** Free if `null`, or if the session or refund it names is over: no release is needed that a crash could skip. */
  readonly slot: DeviceSlot | null;
}

/** `stale`: another writer was faster, read again. */
export type DeviceOutcome = 'stored' | 'stale';

/**
 * Where devices are kept. What holds for `SessionStore` holds here: atomic, durable, nothing crosses a scope, a record read is
 * deeply equal to the record written. Codes are compared as they are given: the caller writes them in upper case. Devices are
 * never dropped.
 */
export interface DeviceStore {
  get(scope: string, code: string): Promise<DeviceRecord | undefined>;

  /** Every device of the scope, unpaired ones included, by `pairedAt`, then by `code`. */
  list(scope: string): Promise<DeviceRecord[]>;

  /** Compare-and-set: version 1 is stored if the code is new, any other if the stored version is one less. */
  put(next: DeviceRecord): Promise<DeviceOutcome>;
}
