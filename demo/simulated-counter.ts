import type { Simulator } from '@helcim-checkout/initializer/simulator';
import type { VirtualTerminal } from './shop/surroundings.js';

const NAME = 'Front counter';

/** A virtual terminal on the till's counter, unpacked and in pairing mode: somebody has to log in and to pair it. */
export function counterTerminal({ devices, url }: Simulator): VirtualTerminal {
  const unpack = () => {
    const { id } = devices.add({ name: NAME });
    devices.act(id, 'set-up');
    devices.act(id, 'pairing-mode', { on: true });
    return id;
  };
  const address = () => {
    const id = devices.list().find(({ name }) => name === NAME)?.id ?? unpack();
    return `${url}/virtual-terminals/${id}`;
  };
  address();
  return { origin: url, address };
}

interface SimulatedAccount {
  readonly apiUrl: string;
  /** May settle batches: Transaction Processing "Admin". */
  readonly apiToken: string;
}

/** Closes every open batch, as Helcim does in the evening. */
export async function closeBatches({ apiUrl, apiToken }: SimulatedAccount): Promise<void> {
  const headers = { 'api-token': apiToken };
  const response = await fetch(`${apiUrl}/card-batches`, { headers });
  if (!response.ok) throw new Error(`The simulator refused the list of batches: ${response.status}`);
  const batches = (await response.json()) as { id: number; closed: boolean }[];
  for (const { id, closed } of batches) {
    if (!closed) await fetch(`${apiUrl}/card-batches/${id}/settle`, { method: 'POST', headers });
  }
}
