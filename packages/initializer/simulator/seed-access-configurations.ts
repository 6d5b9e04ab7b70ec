import { createAccessConfiguration, listAccessConfigurations } from './access-configurations.js';
import type { State } from './state.js';

/** The api-tokens of the configurations that exist from the start, each with the least permission for its job. */
export interface SeededTokens {
  /** Positive Transaction and nothing else: enough for HelcimPay.js. */
  helcimPay: string;
  /** General Read and nothing else: enough to look payments up. */
  read: string;
  /** Everything. */
  api: string;
  /** What Helcim recommends for Smart Terminals: General Read, Settings Read, Admin. */
  terminals: string;
}

const none = { general: 'No access', settings: 'No access', transactionProcessing: 'None' } as const;

/** Creates the four configurations and remembers them for a reset: their tokens stay valid. */
export function seedAccessConfigurations(state: State): SeededTokens {
  const helcimPay = createAccessConfiguration(state, {
    ...none,
    name: 'Demo shop (HelcimPay.js)',
    transactionProcessing: 'Positive Transaction',
    checkoutIntegration: true,
    checkoutUrls: ['http://127.0.0.1', 'http://localhost'],
  });
  const read = createAccessConfiguration(state, { ...none, name: 'Demo shop (read only)', general: 'Read' });
  const api = createAccessConfiguration(state, {
    name: 'Helcim API',
    general: 'Read & Write',
    settings: 'Read & Write',
    transactionProcessing: 'Admin',
  });
  const terminals = createAccessConfiguration(state, {
    name: 'Demo till (Smart Terminals)',
    general: 'Read',
    settings: 'Read',
    transactionProcessing: 'Admin',
  });
  state.seeds.accessConfigurations = structuredClone(listAccessConfigurations(state));
  return { helcimPay: helcimPay.token, read: read.token, api: api.token, terminals: terminals.token };
}
