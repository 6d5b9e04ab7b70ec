import { InitializerError } from '../error.js';

/**
 * A device's code as Helcim writes it: four letters or digits, upper case. Lower case is taken for what it means.
 *
 * @throws InitializerError `device_code_invalid`
 */
export function readDeviceCode(text: unknown): string {
  const code = typeof text === 'string' ? text.trim().toUpperCase() : '';
  if (/^[A-Z0-9]{4}$/.test(code)) return code;
  throw new InitializerError(
    'device_code_invalid',
    'The code of a device is four letters or digits, for example XY7Z.',
  );
}
