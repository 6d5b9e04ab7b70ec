import type { RequestHandler } from 'express';
import { minute, second } from '../clock.js';
import type { Core } from '../sessions/core.js';
import type { Reconciler } from '../sessions/reconcile.js';

const longestSilenceMs = 5 * minute;
const storeAnswerLastsMs = 2 * second;

/** `GET /health`: for monitoring, without secrets. 200 if payments can be taken, 503 if not. */
export function getHealth(core: Core, reconciler: Reconciler): RequestHandler {
  const { clock } = core.config;
  let asked: { at: number; answer: Promise<boolean> } | undefined;

  /** Anyone may ask for this route, as often as they like: the store is asked once in two seconds. */
  function storeAnswer(): Promise<boolean> {
    const age = clock.now() - (asked?.at ?? -Infinity);
    if (!asked || age < 0 || age >= storeAnswerLastsMs) {
      asked = { at: clock.now(), answer: isStoreReachable(core) };
    }
    return asked.answer;
  }

  return async function getHealth(_request, response) {
    const storeReachable = await storeAnswer();
    const reconcilerAlive = isAlive(core, reconciler);
    const isWell = storeReachable && reconcilerAlive;
    response.status(isWell ? 200 : 503).json({
      status: isWell ? 'ok' : 'failing',
      store: { reachable: storeReachable, durable: core.config.store.durable },
      reconciler: { alive: reconcilerAlive, canRead: core.config.readToken !== undefined },
      callbacks: { overdue: core.callbacks.overdue(clock.now()) },
      upstream: await core.upstream.budget(),
    });
  };
}

async function isStoreReachable({ config }: Core): Promise<boolean> {
  try {
    await (config.store.check?.() ?? config.store.get(config.scope, 'health'));
    return true;
  } catch (error) {
    config.log.error({ error }, 'The session store cannot be reached.');
    return false;
  }
}

function isAlive(core: Core, reconciler: Reconciler): boolean {
  const lastAliveAt = reconciler.lastAliveAt();
  return (
    !core.closing.aborted && lastAliveAt !== null && core.config.clock.now() - lastAliveAt < longestSilenceMs
  );
}
