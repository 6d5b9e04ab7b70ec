import { switchValues, type Simulator, type SwitchName } from '../../packages/initializer/simulator/index.js';
import { between, pick, randomOf } from './random.js';
import { minute, second, type VirtualClock } from './virtual-clock.js';

/**
 * Where Helcim's behaviour is contradictory and shows in what the modal posts, in rows or in webhooks. Buyers have no browser:
 * how a page hears a message (`eventData`), and what it does after HIDE, is shown by other tests.
 */
const names = [
  'messageShape',
  'messageForm',
  'eventData',
  'extraEvents',
  'abortedMeans',
  'afterAborted',
  'abortedText',
  'hideAfterSuccess',
  'approvedValue',
  'eventCurrency',
  'escapeSlash',
  'escapeUnicode',
  'achStatusAuth',
  'achKeyOrder',
  'achById',
  'webhookScope',
  'invoiceOnDecline',
] as const satisfies readonly SwitchName[];

const defaultShare = 0.6;

/** All day long Helcim changes its ways, one at a time, and often back to what it says they are. */
export async function changeSwitches(
  { switches }: Simulator,
  clock: VirtualClock,
  { seed, dayMs }: { seed: number; dayMs: number },
): Promise<void> {
  const random = randomOf(seed, 'switches');
  for (const endsAt = clock.now() + dayMs; clock.now() < endsAt;) {
    const name = pick(random, names);
    const values = switchValues[name];
    switches.set({ [name]: random() < defaultShare ? values[0] : pick<unknown>(random, values) });
    await clock.sleep(between(random, 5 * second, minute));
  }
}
