import '../../packages/element/src/terminal/index.js';
import type {
  HelcimTerminal,
  TerminalAnswer,
  TerminalClient,
  TerminalDevice,
} from '../../packages/element/src/terminal/index.js';
import { HelcimTerminalError } from '../../packages/element/src/terminal/index.js';

const eventNames = [
  'helcim-open',
  'helcim-opened',
  'helcim-approved',
  'helcim-declined',
  'helcim-cancelled',
  'helcim-unknown',
  'helcim-review',
  'helcim-failed',
] as const;

export const front: TerminalDevice = { code: 'JFHP', name: 'Front counter', paired: true };
export const patio: TerminalDevice = { code: 'XY7Z', name: 'Patio', paired: true };

/** An answer about the session of $49.99 on the front counter. */
export function answer(
  outcome: TerminalAnswer['outcome'],
  more: Partial<TerminalAnswer> = {},
): TerminalAnswer {
  return {
    sessionId: 's1',
    outcome,
    amount: '49.99',
    currency: 'CAD',
    reference: 'HC-7F2K9QXW3M5N8R4T',
    device: 'JFHP',
    deviceName: 'Front counter',
    declines: 0,
    ...more,
  };
}

export function refusal(reason: string): HelcimTerminalError {
  return new HelcimTerminalError('refused', reason, { reason });
}

type Reply<Value> = Value | Error | Promise<Value>;

/** A server that answers what the test tells it. */
export class FakeTerminals implements TerminalClient {
  readonly calls: string[] = [];
  devices: Reply<readonly TerminalDevice[]> = [front];
  paired: Reply<TerminalDevice> = patio;
  unpaired: Reply<undefined> = undefined;
  pinged: Reply<undefined> = undefined;
  started: Reply<TerminalAnswer> = answer('open');
  read: Reply<TerminalAnswer> = answer('open');
  released: Reply<TerminalAnswer> = answer('superseded');

  listDevices() {
    return this.#reply('list', this.devices);
  }
  pairDevice(code: string, name = '') {
    return this.#reply(`pair ${code} ${name}`.trim(), this.paired);
  }
  unpairDevice(code: string) {
    return this.#reply(`unpair ${code}`, this.unpaired);
  }
  pingDevice(code: string) {
    return this.#reply(`ping ${code}`, this.pinged);
  }
  startSession(orderId: string, device: string, force: boolean) {
    return this.#reply(`start ${orderId} ${device}${force ? ' force' : ''}`, this.started);
  }
  readSession(sessionId: string) {
    return this.#reply(`read ${sessionId}`, this.read);
  }
  releaseSession(sessionId: string) {
    return this.#reply(`release ${sessionId}`, this.released);
  }

  count(word: string): number {
    return this.calls.filter((call) => call.startsWith(word)).length;
  }

  async #reply<Value>(call: string, reply: Reply<Value>): Promise<Value> {
    this.calls.push(call);
    await Promise.resolve();
    if (reply instanceof Error) throw reply;
    return reply;
  }
}

export interface Till {
  readonly element: HelcimTerminal;
  readonly server: FakeTerminals;
  /** Names of all events but `helcim-statechange`, in order. */
  readonly events: string[];
  readonly states: string[];
  readonly button: HTMLButtonElement;
  /** The form control that matches. */
  find(selector: string): HTMLInputElement & HTMLSelectElement;
  /** The visible button with this text. */
  press(label: string): void;
  text(part: string): string;
  /** Everything a clerk can read now. */
  readable(): string;
}

let orders = 0;
const mounted: HelcimTerminal[] = [];

/** An element on the page whose devices are loaded. */
export async function till(
  attributes: Record<string, string> = {},
  { server = new FakeTerminals(), parent = document.body }: { server?: FakeTerminals; parent?: Element } = {},
): Promise<Till> {
  const element = document.createElement('helcim-terminal');
  orders += 1;
  for (const [name, value] of Object.entries({ 'order-id': `o${orders}`, ...attributes }))
    element.setAttribute(name, value);
  element.terminalClient = server;
  const events: string[] = [];
  const states: string[] = [];
  for (const name of eventNames) element.addEventListener(name, ({ type }) => events.push(type.slice(7)));
  element.addEventListener('helcim-statechange', ({ state }) => states.push(state));
  parent.append(element);
  mounted.push(element);
  await settled(element);
  const root = element.shadowRoot as ShadowRoot;
  const find = (selector: string) =>
    root.querySelector(selector) as unknown as HTMLInputElement & HTMLSelectElement;
  const visible = (node: Element) => node.checkVisibility();
  return {
    element,
    server,
    events,
    states,
    button: root.querySelector('[part=button]') as HTMLButtonElement,
    find,
    press(label) {
      const button = [...root.querySelectorAll('button')].find(
        (one) => visible(one) && (one.ariaLabel ?? one.textContent) === label,
      );
      if (!button) throw new Error(`No button “${label}” in: ${root.textContent}`);
      button.focus();
      button.click();
    },
    text: (part) => find(`[part=${part}]`).textContent.trim(),
    readable: () =>
      [...root.querySelectorAll('b, span, p, bdi, button, label, option')]
        .filter((node) => visible(node) && node.children.length === 0)
        .map((node) => node.textContent)
        .join('\n'),
  };
}

/** Answers that are there have been taken and drawn. */
export async function settled(element: HelcimTerminal): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}

/** Leaves the page as it was found. */
export function tidyTills(): void {
  for (const element of mounted.splice(0)) element.remove();
  sessionStorage.clear();
  localStorage.clear();
}

/** Clicks the button, and waits for what came of it. */
export async function charge(shop: Till): Promise<void> {
  shop.button.click();
  await settled(shop.element);
}

/** A till whose order was sent to the device, which answered so. */
export async function charged(
  started: FakeTerminals['started'],
  attributes: Record<string, string> = {},
): Promise<Till> {
  const shop = await till(attributes);
  shop.server.started = started;
  shop.server.read = started;
  await charge(shop);
  return shop;
}
