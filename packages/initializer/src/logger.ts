import { redactor } from './redact.js';

/** One log call: fields first, then the sentence, as pino, winston and bunyan take them. */
export type LogMethod = (fields: Record<string, unknown>, message: string) => void;

/** A pino-shaped logger; `pino()` itself fits. It receives redacted fields only. */
export interface Logger {
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
}

/** The default logger: one line of JSON on standard error for each call. */
export const jsonLineLogger: Logger = {
  info: (fields, message) => writeLine('info', fields, message),
  warn: (fields, message) => writeLine('warn', fields, message),
  error: (fields, message) => writeLine('error', fields, message),
};

function writeLine(level: string, fields: Record<string, unknown>, message: string): void {
  process.stderr.write(`${JSON.stringify({ level, time: new Date().toISOString(), message, ...fields })}\n`);
}

/** Puts redaction in front of the merchant's logger. A logger that throws must not stop a payment. */
export function redactingLogger(logger: Logger, secrets: readonly string[]): Logger {
  const redact = redactor(secrets);

  function method(level: keyof Logger): LogMethod {
    return (fields, message) => {
      try {
        logger[level](redact(fields) as Record<string, unknown>, String(redact(message)));
      } catch {
        // Nothing sensible is left to do: the log itself is what failed.
      }
    };
  }

  return Object.freeze({ info: method('info'), warn: method('warn'), error: method('error') });
}
