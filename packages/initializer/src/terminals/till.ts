import type { Core } from '../sessions/core.js';
import type { DeviceStore } from '../stores/session-store.js';
import type { DeviceClient } from './device-client.js';
import type { TerminalConfig } from './read-terminal-options.js';

/** What every part of the terminals works with. */
export interface Till {
  readonly core: Core;
  readonly config: TerminalConfig;
  readonly devices: DeviceStore;
  readonly helcim: DeviceClient;
}
