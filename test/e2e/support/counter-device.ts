import type { Simulator } from '@helcim-checkout/initializer/simulator';

/** The terminal on the counter, logged in, for a story whose screen is too narrow for it: what is done there needs no page. */
export function counterDevice({ devices }: Simulator): { id: string; code: string } {
  const [{ id } = { id: '' }] = devices.list();
  devices.wake(id);
  const { code = '' } = devices.act(id, 'log-in', { pin: '1234' });
  return { id, code };
}

/** From now on no webhook arrives, as often as a story needs it. */
export async function loseWebhooks({ url }: Simulator): Promise<void> {
  await fetch(`${url}/_sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'webhook-lost', count: 99 }),
  });
}
