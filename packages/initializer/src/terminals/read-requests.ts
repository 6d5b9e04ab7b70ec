import type { Request } from 'express';
import { z } from 'zod';
import { parseCents } from '../amount.js';
import { hasControlCharacters } from '../control-characters.js';
import { InitializerError } from '../error.js';
import { bodyText } from '../guards/read-body.js';
import { readDeviceCode } from './device-code.js';

const text = z.string().max(200);
const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((value) => !hasControlCharacters(value));

const shapes = {
  pair: z.strictObject({ code: text, name: name.optional() }),
  start: z.strictObject({ orderId: text.min(1), device: text, force: z.boolean().default(false) }),
  release: z.strictObject({ deviceIsIdle: z.literal(true) }),
  refund: z.strictObject({
    amount: z.union([z.string(), z.number()]),
    device: text.nullish(),
    idempotencyKey: z.string().optional(),
  }),
};

/** @throws InitializerError `invalid_body`, `device_code_invalid` */
export function readPair(request: Request): { code: string; name: string | undefined } {
  const { code, name: wanted } = parse(request, 'pair', '{"code": "XY7Z", "name"?: text up to 60}');
  return { code: readDeviceCode(code), name: wanted };
}

export function readStart(request: Request): { orderId: string; device: string; force: boolean } {
  const body = parse(request, 'start', '{"orderId": text, "device": "XY7Z", "force"?: true or false}');
  return { ...body, device: readDeviceCode(body.device) };
}

export function readRelease(request: Request): void {
  parse(request, 'release', '{"deviceIsIdle": true}: somebody must have looked at the device');
}

export function readRefund(request: Request): {
  amountCents: number;
  device: string | null;
  idempotencyKey: string | undefined;
} {
  const { amount, device, idempotencyKey } = parse(
    request,
    'refund',
    '{"amount": "4.99", "device"?: "XY7Z", "idempotencyKey"?: text}',
  );
  return {
    amountCents: readAmount(amount),
    device: readOptionalCode(device),
    idempotencyKey: readIdempotencyKey(idempotencyKey),
  };
}

/** As Helcim takes its own. @throws InitializerError `invalid_body` */
export function readIdempotencyKey(key: string | undefined): string | undefined {
  if (key === undefined || /^[A-Za-z0-9_-]{25,36}$/.test(key)) return key;
  throw new InitializerError(
    'invalid_body',
    'The idempotencyKey must be 25 to 36 letters, digits, - or _: use a UUID.',
  );
}

/** @throws InitializerError `invalid_body` */
export function readAmount(amount: string | number): number {
  const cents = parseCents(amount);
  if (cents !== undefined && cents > 0) return cents;
  throw new InitializerError(
    'invalid_body',
    "The amount must be dollars above zero in whole cents, for example '4.99'.",
  );
}

export function readOptionalCode(device: string | null | undefined): string | null {
  return device === null || device === undefined ? null : readDeviceCode(device);
}

function parse<Name extends keyof typeof shapes>(
  request: Request,
  shape: Name,
  wanted: string,
): z.infer<(typeof shapes)[Name]> {
  const parsed = shapes[shape].safeParse(JSON.parse(bodyText(request)));
  if (parsed.success) return parsed.data as z.infer<(typeof shapes)[Name]>;
  throw new InitializerError('invalid_body', `The body must be ${wanted}, and nothing else.`);
}
