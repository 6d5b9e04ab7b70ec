import Database from 'libsql';
import { sqliteStore, type SessionStore } from '../../../packages/initializer/src/index.js';
import { device } from '../support/device.js';
import { session } from '../support/session.js';
import { countUp } from './count-up.js';

/** What the parent process asks for. */
export type WriterTask =
  /** Claims the orders `order-0` to `order-(orders - 1)`, pairs a quarter as many devices, then counts `counter` up by `increments`. */
  | { readonly do: 'compete'; readonly file: string; readonly orders: number; readonly increments: number }
  /** Writes new sessions until it is killed. */
  | { readonly do: 'write'; readonly file: string };

/** What the parent process is told. */
export type WriterReport =
  | { readonly is: 'ready' }
  | { readonly is: 'done'; readonly claimed: readonly string[]; readonly paired: readonly string[] }
  /** The promise of this write has resolved. */
  | { readonly is: 'written'; readonly sessionId: string; readonly version: number };

const name = String(process.pid);

function tell(report: WriterReport): Promise<void> {
  return new Promise((resolve) => process.send?.(report, () => resolve()));
}

async function claim(store: SessionStore, orders: number): Promise<string[]> {
  const claimed: string[] = [];
  for (let number = 0; number < orders; number += 1) {
    const [orderId, sessionId] = [`order-${number}`, `${name}-${number}`];
    const outcome = await store.create(session({ orderId, sessionId, reference: sessionId, version: 1 }));
    if (outcome.created) claimed.push(orderId);
  }
  return claimed;
}

/** Pairs the devices `device-0` to `device-(devices - 1)`. */
async function pair(store: SessionStore, devices: number): Promise<string[]> {
  const paired: string[] = [];
  for (let number = 0; number < devices; number += 1) {
    const code = `device-${number}`;
    if ((await store.devices?.put(device({ code, pairedBy: name }))) === 'stored') paired.push(code);
  }
  return paired;
}

async function writeForever(store: SessionStore): Promise<never> {
  for (let number = 0; ; number += 1) {
    const sessionId = `${name}-${number}`;
    const record = session({ orderId: sessionId, sessionId, reference: sessionId, version: 1 });
    await store.create(record);
    await tell({ is: 'written', sessionId, version: 1 });
    await store.update({ ...record, version: 2, transactionIds: [sessionId] });
    await tell({ is: 'written', sessionId, version: 2 });
  }
}

process.once('message', (task: WriterTask) => void work(task));
await tell({ is: 'ready' });

async function work(task: WriterTask): Promise<void> {
  const store = sqliteStore(new Database(task.file));
  if (task.do === 'write') return await writeForever(store);
  const claimed = await claim(store, task.orders);
  const paired = await pair(store, task.orders / 4);
  await store.create(session({ orderId: 'counter', sessionId: 'counter', reference: 'counter', version: 1 }));
  await countUp(store, task.increments);
  await tell({ is: 'done', claimed, paired });
  process.disconnect();
}
