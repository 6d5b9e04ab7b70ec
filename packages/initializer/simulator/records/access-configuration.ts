/** The values of General and of Settings, lowest first; each includes those before it. */
export const accessLevels = ['No access', 'Read', 'Read & Write'] as const;

/** The values of Transaction Processing, lowest first; each includes those before it. */
export const processingLevels = ['None', 'Auth', 'Positive Transaction', 'Admin'] as const;

export type GeneralLevel = (typeof accessLevels)[number];
export type SettingsLevel = (typeof accessLevels)[number];
export type ProcessingLevel = (typeof processingLevels)[number];

/** The three permission groups ("Access Restrictions") of an access configuration. */
export interface Permissions {
  general: GeneralLevel;
  settings: SettingsLevel;
  transactionProcessing: ProcessingLevel;
}

/** One entry of All Tools → Integrations → API Access Configuration. The api-token itself is not kept. */
export interface AccessConfiguration extends Permissions {
  id: string;
  name: string;
  /** The box that allows HelcimPay.js, with the pages that will host the modal. */
  checkoutIntegration: boolean;
  checkoutUrls: string[];
  /** SHA-256 of the api-token, hex. */
  tokenHash: string;
  tokenLast4: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** A token of the old API: refused by every v2 endpoint. */
  legacy: boolean;
}
