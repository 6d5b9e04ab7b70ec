import { z } from 'zod';
import { findByCode, listDevices } from '../devices/device-list.js';
import { isListening } from '../devices/listening.js';
import { showMessage } from '../devices/requests.js';
import type { Device } from '../records/device.js';
import { mountainTime } from '../rules/mountain-time.js';
import { parse } from '../rules/validation.js';
import type { State } from '../state.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { ApiError } from './api-error.js';

const whole = z.coerce.number('must be a number').int('must be a whole number');

const listQuery = z
  .object({
    code: z.string('must be one text').max(4, 'must be up to 4 characters').optional(),
    limit: whole.min(1, 'must be 1 to 100').max(100, 'must be 1 to 100').default(100),
    offset: whole.min(0, 'must be 0 or more').optional(),
    page: whole.min(0, 'must be 0 or more').optional(),
  })
  .refine(({ offset, page }) => offset === undefined || page === undefined, {
    path: ['page'],
    message: 'cannot be sent with offset',
  });

/** `GET /devices`: the registered ones, oldest first; `code` is a part of theirs, pages count from 0. */
export function getDevices({ state, query }: ApiCall): Reply {
  const { code = '', limit, page = 0, offset = page * limit } = parse(listQuery, query);
  const found = listDevices(state)
    .filter((device) => device.code?.includes(code))
    .slice(offset, offset + limit);
  if (found.length === 0 && state.switches.noDevices === 404) throw new ApiError(404, 'Devices Not Found');
  return ok(found.map(restDevice));
}

/** `GET /devices/:code`. */
export function getDevice({ state, params }: ApiCall): Reply {
  return ok(restDevice(deviceOf(state, params['code'])));
}

/** `GET /devices/:code/ping`: the device shows a message. */
export function pingDevice({ state, params }: ApiCall): Reply {
  const device = listeningDeviceOf(state, params['code']);
  showMessage(state, device, `Paired as ${device.code ?? ''}.`);
  return handedOver();
}

/** The device of a code; 404 for a code that this account has not. */
export function deviceOf(state: State, code = ''): Device {
  const device = findByCode(state, code);
  if (!device) throw new ApiError(404, 'Device Not Found');
  return device;
}

/** The same, if it takes a request now; else 409. */
export function listeningDeviceOf(state: State, code = ''): Device {
  const device = deviceOf(state, code);
  if (!isListening(state, device)) throw new ApiError(409, `device with code ${code} not listening`);
  return device;
}

/** 202: the device has it, and nothing more is known. */
export function handedOver(): Reply {
  return { status: 202, body: undefined };
}

function restDevice({ code, registeredAt = 0 }: Device) {
  return { code, dateCreated: mountainTime(registeredAt) };
}
