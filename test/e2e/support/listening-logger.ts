import type { Logger } from '@helcim-checkout/initializer';

/** A logger that keeps every line. */
export function listeningLogger(lines: string[]): Logger {
  const keep = (level: string) => (fields: Record<string, unknown>, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}
