import express, { Router } from 'express';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { ApiError } from '../api/api-error.js';
import { ownOriginOnly } from '../control/own-origin-only.js';
import type { Device } from '../records/device.js';
import { Refused } from '../rules/refused.js';
import { ValidationError, parse } from '../rules/validation.js';
import type { State } from '../state.js';
import { act, isDeviceAction } from './act.js';
import { connectDevice } from './connections.js';
import { addDevice, findDevice } from './device-list.js';
import { screenOf } from './device-screen.js';

const newDevice = z.strictObject({ name: z.string('must be text').max(60, 'is too long').optional() });

/**
 * `/virtual-terminals` for programs and for the scripts of the pages: add a device, its live connection, and what someone does
 * at it. Answers with the device's screen, or `{error}` in a sentence. The pages themselves, and the form that adds a device,
 * come after these routes.
 */
export function virtualTerminalRoutes(state: State): Router {
  const router = Router();
  const body = [ownOriginOnly, express.json(), express.urlencoded({ extended: false })];

  router.post('/', leaveForms, body, function add(request: Request, response: Response) {
    const device = addDevice(state, parse(newDevice, request.body ?? {}));
    response.status(201).json(screenOf(state, device));
  });

  router.get(
    '/:id/connection',
    ownOriginOnly,
    function connect(request: Request<{ id: string }>, response: Response) {
      stayConnected(state, deviceOf(request.params.id), response);
    },
  );

  router.post('/:id/:action', body, function takeAction(request: Request<Params>, response: Response) {
    const { id, action } = request.params;
    const device = deviceOf(id);
    if (!isDeviceAction(action)) throw new ApiError(404, 'A device has no such action.');
    response.json(act(state, device, action, request.body));
  });

  router.use(answerError);
  return router;

  function deviceOf(id: string): Device {
    const device = findDevice(state, id);
    if (!device) throw new ApiError(404, 'There is no such device.');
    return device;
  }
}

/** The form of the list page is answered by a page. */
function leaveForms(request: Request, _response: Response, next: NextFunction): void {
  next(request.is('urlencoded') ? 'router' : undefined);
}

interface Params extends Record<string, string> {
  id: string;
  action: string;
}

/** Server-sent events, each the whole screen. Ends when a reset takes the device away. */
function stayConnected(state: State, device: Device, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const end = connectDevice(state, device, () => {
    if (findDevice(state, device.id) === device) {
      response.write(`data: ${JSON.stringify(screenOf(state, device))}\n\n`);
    } else {
      response.end();
    }
  });
  response.on('close', end);
}

function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const refusal = refusalOf(error);
  if (!refusal || response.headersSent) next(error);
  else response.status(refusal.status).json({ error: refusal.message });
}

/** Undefined for what went wrong in the simulator itself, or could not be read. */
function refusalOf(error: unknown): { status: number; message: string } | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof Refused) return { status: 409, message: error.message };
  return error instanceof ValidationError ? { status: 400, message: error.message } : undefined;
}
