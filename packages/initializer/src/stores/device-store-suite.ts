import assert from 'node:assert/strict';
import type { DeviceRecord, DeviceStore, SessionStore } from './session-store.js';

/** Registers a test that is given an empty store. */
type Holds = (title: string, check: (store: SessionStore) => Promise<void>) => void;

const scope = 'shop@api.example';
const now = Date.UTC(2026, 0, 20, 18);

/** A device as it is when it has been paired; tests change what matters to them. */
function sample(changes: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    scope,
    code: 'JFHP',
    version: 1,
    pairedAt: now,
    name: 'Café 😀 \u2028 / "',
    paired: true,
    pairedBy: 'Ann',
    slot: null,
    ...changes,
  };
}

/** The next version of a record, as `put` takes it. */
function next(device: DeviceRecord, changes: Partial<DeviceRecord> = {}): DeviceRecord {
  return { ...device, version: device.version + 1, ...changes };
}

/** The contract of `DeviceStore` as tests. */
export function deviceStoreSuite(holds: Holds): void {
  function keeps(title: string, check: (devices: DeviceStore) => Promise<void>): void {
    holds(title, async ({ devices }) => {
      assert.ok(devices);
      await check(devices);
    });
  }

  keeps('a device is read as it was written', async (devices) => {
    assert.equal(await devices.get(scope, 'JFHP'), undefined);
    assert.deepEqual(await devices.list(scope), []);
    const versions = [
      sample(),
      sample({ version: 2, slot: { sessionId: 'session-1', refundId: null } }),
      sample({ version: 3, slot: { sessionId: 'session-1', refundId: 'refund-1' }, paired: false }),
    ];
    for (const device of versions) {
      assert.equal(await devices.put(device), 'stored');
      assert.deepEqual(await devices.get(scope, 'JFHP'), device);
      assert.deepEqual(await devices.list(scope), [device]);
    }
  });

  keeps('changing a written device afterwards does not reach the store', async (devices) => {
    const slot = { sessionId: 'session-1', refundId: null };
    await devices.put(sample({ slot }));
    slot.sessionId = 'tampered';
    assert.equal((await devices.get(scope, 'JFHP'))?.slot?.sessionId, 'session-1');
  });

  keeps('a device is created once, and only by version 1', async (devices) => {
    assert.equal(await devices.put(next(sample())), 'stale');
    assert.equal(await devices.put(sample()), 'stored');
    assert.equal(await devices.put(sample({ pairedBy: 'Bo' })), 'stale');
    assert.equal(await devices.put(sample({ version: 3 })), 'stale');
    assert.deepEqual(await devices.list(scope), [sample()]);
  });

  keeps('of many writers at once one creates a device and one takes its slot', async (devices) => {
    const slots = Array.from({ length: 20 }, (_, index) => ({ sessionId: `s${index}`, refundId: null }));
    for (const version of [1, 2]) {
      const racers = slots.map((slot) => sample({ version, slot }));
      const outcomes = await Promise.all(racers.map((racer) => devices.put(racer)));
      assert.equal(outcomes.filter((outcome) => outcome === 'stored').length, 1);
      assert.equal(outcomes.filter((outcome) => outcome === 'stale').length, 19);
      assert.deepEqual(await devices.get(scope, 'JFHP'), racers[outcomes.indexOf('stored')]);
    }
  });

  keeps('devices are listed in the order of their pairing, then of their codes', async (devices) => {
    const codes = async () => (await devices.list(scope)).map(({ code }) => code);
    const pairedAt = { WXYZ: now - 1, JFHP: now, '9ABC': now, A100: now + 1_000_000_000_000, ABCD: now };
    for (const [code, at] of Object.entries(pairedAt)) await devices.put(sample({ code, pairedAt: at }));
    assert.deepEqual(await codes(), ['WXYZ', '9ABC', 'ABCD', 'JFHP', 'A100']);
    await devices.put(next(sample({ code: 'WXYZ' }), { pairedAt: now }));
    assert.deepEqual(await codes(), ['9ABC', 'ABCD', 'JFHP', 'WXYZ', 'A100']);
  });

  keeps('codes are compared as they are given', async (devices) => {
    assert.equal(await devices.put(sample()), 'stored');
    assert.equal(await devices.get(scope, 'jfhp'), undefined);
    assert.equal(await devices.put(sample({ code: 'jfhp' })), 'stored');
    assert.deepEqual(await devices.get(scope, 'JFHP'), sample());
  });

  keeps('devices of two scopes never meet', async (devices) => {
    const twin = sample({ scope: 'other@api.example' });
    assert.equal(await devices.put(sample()), 'stored');
    assert.equal(await devices.get(twin.scope, 'JFHP'), undefined);
    assert.deepEqual(await devices.list(twin.scope), []);
    assert.equal(await devices.put(twin), 'stored');
    assert.equal(await devices.put(next(twin, { paired: false })), 'stored');
    assert.deepEqual(await devices.get(scope, 'JFHP'), sample());
    assert.deepEqual(await devices.list(scope), [sample()]);
  });
}
