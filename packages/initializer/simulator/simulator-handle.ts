import { devicesHandle } from './devices/device-handle.js';
import type { DevicesHandle } from './devices/device-handle.js';
import { addFault, clearFaults, listFaults } from './faults.js';
import type { Fault, FaultHit, FaultInput, FaultKind } from './faults.js';
import type { State } from './state.js';
import { changeSwitches } from './switches.js';
import type { Switches } from './switches.js';

/** What `/_sim/` offers, for a test in the same process. */
export interface SimulatorHandle {
  /** Each throws an Error that names the fields for input it does not know. */
  faults: {
    /** `{kind, count?, forMs?, probability?, seed?, ms?, endpoint?, occasions?}`; once, unless told otherwise. */
    add: (fault: FaultInput) => Readonly<Fault>;
    /** Those in force. */
    list: () => readonly Readonly<Fault>[];
    /** How often each kind was used since the start or the last reset. */
    used: () => Readonly<Partial<Record<FaultKind, number>>>;
    /** What was hit since then, oldest first; the newest 100,000. A fault with these `occasions` hits the same again. */
    hits: () => readonly Readonly<FaultHit>[];
    /** Ends all, and counts occasions anew. */
    clear: () => void;
  };
  switches: {
    get: () => Readonly<Switches>;
    set: (changes: Partial<Switches>) => void;
  };
  /** Smart Terminals without a browser. */
  devices: DevicesHandle;
  /** Moves the clock forward by milliseconds; resolves when all that became due, webhooks included, has been done. */
  advance: (milliseconds: number) => Promise<void>;
  /** The verifier token of the webhooks, base64. A reset keeps it. */
  webhookVerifierToken: string;
}

/** `url` is that of the merchant's pages. */
export function handleOf(state: State, url: string): SimulatorHandle {
  return {
    faults: {
      add: (fault) => ({ ...addFault(state, fault) }),
      list: () => structuredClone(listFaults(state)),
      used: () => ({ ...state.faultUses }),
      hits: () => structuredClone(state.faultHits),
      clear: () => clearFaults(state),
    },
    switches: {
      get: () => ({ ...state.switches }),
      set: (changes) => void changeSwitches(state, changes),
    },
    devices: devicesHandle(state, (id) => `${url}/virtual-terminals/${id}`),
    advance: (milliseconds) => state.timeline.advance(milliseconds),
    webhookVerifierToken: state.webhooks.verifierToken,
  };
}
