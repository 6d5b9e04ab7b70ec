import express, { Router, type Request, type Response } from 'express';
import {
  addDevice,
  findDevice,
  listDevices,
  openRequestOf,
  screenOf,
  type Device,
  type DeviceScreen,
} from '../../devices.js';
import type { State } from '../../state.js';
import { formField } from '../form-fields.js';
import { paths, virtualTerminalPath } from '../paths.js';
import { sendAsset, sendPage } from '../send-page.js';
import { terminalCss } from './terminal-css.js';
import { terminalListPage, type ListedTerminal, type TerminalStatus } from './terminal-list-page.js';
import { terminalListScript } from './terminal-list-script.js';
import { embeddedTerminal, terminalPage } from './terminal-page.js';
import { terminalScript } from './terminal-script.js';

const longestName = 60;

/** The pages of the virtual terminals: list, add, one terminal. What their scripts call is routed elsewhere. */
export function terminalRoutes(state: State): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });

  router.get(paths.terminalStyle, (_request, response) => sendAsset(response, 'css', terminalCss));
  router.get(paths.terminalScript, (_request, response) => sendAsset(response, 'js', terminalScript));
  router.get(paths.terminalListScript, (_request, response) => sendAsset(response, 'js', terminalListScript));

  router.get(paths.virtualTerminals, (_request, response) => {
    sendPage(response, { document: terminalListPage({ terminals: listed(state) }) });
  });

  router.post(paths.virtualTerminals, form, (request: Request, response: Response) => {
    const name = formField(request.body, 'name').trim();
    if (name.length <= longestName) {
      response.redirect(303, virtualTerminalPath(addDevice(state, { name }).id));
      return;
    }
    const error = `Use at most ${longestName} characters.`;
    sendPage(response, {
      document: terminalListPage({ terminals: listed(state), name, error }),
      status: 422,
    });
  });

  router.get(`${paths.virtualTerminals}/:id`, (request, response, next) => {
    const device = findDevice(state, request.params.id);
    if (!device) {
      next();
      return;
    }
    const shown = { ...factsOf(device), origin: `${request.protocol}://${request.get('host') ?? ''}` };
    if (request.query['embed'] === '1') {
      sendPage(response, { document: embeddedTerminal(shown), framedBy: 'loopback' });
    } else {
      sendPage(response, { document: terminalPage(shown) });
    }
  });
  return router;
}

function factsOf({ id, name }: Device): { id: string; name: string } {
  return { id, name };
}

function listed(state: State): ListedTerminal[] {
  return listDevices(state).map((device) => {
    const { id, name, code, operator } = device;
    return { id, name, code, operator, status: statusOf(device, screenOf(state, device)) };
  });
}

function statusOf(device: Device, screen: DeviceScreen): TerminalStatus {
  if (!screen.setUp) return 'new';
  if (!screen.awake) return 'asleep';
  if (!screen.network) return 'offline';
  if (screen.operator === undefined) return 'loggedOut';
  if (openRequestOf(device)) return 'busy';
  if (!screen.pairingMode) return 'standalone';
  return screen.code === undefined ? 'unregistered' : 'ready';
}
