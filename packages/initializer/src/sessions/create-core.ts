import { helcimClient } from '../helcim-client.js';
import type { Config } from '../read-options.js';
import { helcimUpstream } from '../upstream.js';
import { callbackDesk } from './callback-desk.js';
import type { Core } from './core.js';

/** A core with nothing under way. */
export function createCore(config: Config, closing: AbortSignal): Core {
  const upstream = helcimUpstream(config);
  return {
    config,
    upstream,
    helcim: helcimClient(config, upstream),
    closing,
    background: new Set(),
    initializing: new Map(),
    callbacks: callbackDesk(),
  };
}
