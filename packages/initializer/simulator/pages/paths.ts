/** Addresses of the merchant's pages, after Helcim's menus. */
export const paths = {
  home: '/',
  allTools: '/all-tools',
  integrations: '/all-tools/integrations',
  accessConfigurations: '/all-tools/integrations/api-access-configuration',
  newAccessConfiguration: '/all-tools/integrations/api-access-configuration/new',
  webhooks: '/all-tools/integrations/webhooks',
  transactions: '/transactions',
  bankPayments: '/bank-payments',
  virtualTerminals: '/virtual-terminals',
  faults: '/faults-and-switches',
  style: '/assets/merchant.css',
  script: '/assets/merchant.js',
  terminalStyle: '/assets/virtual-terminal.css',
  terminalScript: '/assets/virtual-terminal.js',
  terminalListScript: '/assets/virtual-terminals.js',
} as const;

export function accessConfigurationPath(id: string, action?: 'token' | 'delete'): string {
  return `${paths.accessConfigurations}/${encodeURIComponent(id)}${action ? `/${action}` : ''}`;
}

export function transactionPath(id: number): string {
  return `${paths.transactions}/${id}`;
}

export function webhookMessagePath(id: string): string {
  return `${paths.webhooks}/${encodeURIComponent(id)}/redeliver`;
}

export function bankPaymentPath(id: number): string {
  return `${paths.bankPayments}/${id}`;
}

export function virtualTerminalPath(id: string): string {
  return `${paths.virtualTerminals}/${encodeURIComponent(id)}`;
}
