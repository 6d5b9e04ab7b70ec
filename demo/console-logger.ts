import type { Logger } from '@helcim-checkout/initializer';

/** Fields worth a look on a terminal; a real server would log all of them. */
const SHOWN = ['orderId', 'reference', 'state', 'said', 'code'];

/** The initializer's log as short lines for the person who started the demo. */
export const consoleLogger: Logger = {
  info: (fields, message) => console.log(line(fields, message)),
  warn: (fields, message) => console.warn(line(fields, message)),
  error: (fields, message) => console.error(line(fields, message)),
};

function line(fields: Record<string, unknown>, message: string): string {
  const details = SHOWN.filter((name) => typeof fields[name] === 'string').map((name) =>
    String(fields[name]),
  );
  return details.length === 0 ? `[pay] ${message}` : `[pay] ${message} (${details.join(', ')})`;
}
