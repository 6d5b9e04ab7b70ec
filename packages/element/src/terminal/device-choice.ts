import { asTerminalError, HelcimTerminalError } from './helcim-terminal-error.js';
import { rememberDevice, rememberedDevice } from './remembered.js';
import type { TerminalDevice } from './terminal-answer.js';
import type { TerminalClient } from './terminal-client.js';
import { readCode, type TerminalSettings } from './terminal-settings.js';

export type DeviceWork = 'load' | 'pair' | 'unpair' | 'ping';

/** What the last piece of work came to; `error` absent: it was done. */
export interface DeviceNews {
  readonly work: DeviceWork;
  readonly error?: HelcimTerminalError;
}

/** Which device this till sends its requests to, and what can be done with it apart from payments. */
export class DeviceChoice {
  /** Absent before the server has answered. */
  devices: readonly TerminalDevice[] | undefined;
  /** Under way now; loading is not work that anything waits for. */
  work: DeviceWork | undefined;
  news: DeviceNews | undefined;

  readonly #readSettings: () => TerminalSettings;
  readonly #changed: () => void;
  #chosen = rememberedDevice();
  #endpoint: string | undefined;
  /** A list asked for before a change is out of date. */
  #changes = 0;

  constructor(readSettings: () => TerminalSettings, changed: () => void) {
    this.#readSettings = readSettings;
    this.#changed = changed;
  }

  get paired(): readonly TerminalDevice[] {
    return (this.devices ?? []).filter(({ paired }) => paired);
  }

  /** The page has fixed it: there is nothing to choose. */
  get fixed(): boolean {
    return this.#readSettings().device !== '';
  }

  /** The device that requests go to; absent while the clerk has a choice to make. */
  get current(): TerminalDevice | undefined {
    const { device } = this.#readSettings();
    if (device)
      return this.devices?.find(({ code }) => code === device) ?? { code: device, paired: !this.devices };
    const { paired } = this;
    return paired.find(({ code }) => code === this.#chosen) ?? (paired.length === 1 ? paired[0] : undefined);
  }

  /** Attributes or properties have changed. */
  settingsChanged(): void {
    const { endpoint } = this.#readSettings();
    if (endpoint === this.#endpoint) return;
    this.#endpoint = endpoint;
    this.devices = undefined;
    // Not during the element's update, which would be its own cause.
    queueMicrotask(() => void this.load());
  }

  choose(code: string): void {
    this.#chosen = code;
    this.news = undefined;
    rememberDevice(code);
    this.#changed();
  }

  async load(): Promise<void> {
    const changes = ++this.#changes;
    const { client, endpoint } = this.#readSettings();
    try {
      if (!endpoint) throw new HelcimTerminalError('configuration', 'endpoint is missing.');
      const devices = await client.listDevices();
      if (changes !== this.#changes) return;
      this.devices = devices;
      if (this.news?.work === 'load') this.news = undefined;
    } catch (cause) {
      if (changes !== this.#changes) return;
      this.news = { work: 'load', error: asTerminalError(cause) };
    }
    this.#changed();
  }

  /** True if it is paired now. */
  async pair(text: string, name = ''): Promise<boolean> {
    const code = readCode(text);
    return this.#do('pair', async (client) => {
      const device = await client.pairDevice(code, name.trim());
      const others = (this.devices ?? []).filter((other) => other.code !== device.code);
      this.devices = [...others, device];
      if (!this.fixed) this.choose(device.code);
    });
  }

  async unpair({ code }: TerminalDevice): Promise<void> {
    await this.#do('unpair', async (client) => {
      await client.unpairDevice(code);
      this.devices = this.devices?.map((device) =>
        device.code === code ? { ...device, paired: false } : device,
      );
      if (this.#chosen === code) this.choose('');
    });
  }

  /** Lets the device show a message. */
  async ping({ code }: TerminalDevice): Promise<void> {
    await this.#do('ping', (client) => client.pingDevice(code));
  }

  /** What was said of the last piece of work is out of date. */
  forgetNews(): void {
    this.news = undefined;
  }

  /** One thing at a time; a second click is not taken. */
  async #do(work: DeviceWork, act: (client: TerminalClient) => Promise<void>): Promise<boolean> {
    if (this.work) return false;
    this.#changes += 1;
    this.work = work;
    this.news = undefined;
    this.#changed();
    try {
      await act(this.#readSettings().client);
      this.news = { work };
    } catch (cause) {
      this.news = { work, error: asTerminalError(cause) };
    }
    this.work = undefined;
    this.#changed();
    return !this.news.error;
  }
}
