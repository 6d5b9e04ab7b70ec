import express, { Router, type Response } from 'express';
import { addFault, clearFaults, listFaults } from '../faults.js';
import { ValidationError } from '../rules/validation.js';
import type { State } from '../state.js';
import { changeSwitches, switchValues, type SwitchName } from '../switches.js';
import { clockSteps, faultPage } from './fault-page.js';
import { formField } from './form-fields.js';
import { paths } from './paths.js';
import { sendPage } from './send-page.js';

const notices: Readonly<Record<string, string>> = {
  added: 'The fault is in force.',
  ended: 'All faults have ended.',
  saved: 'The switches are saved.',
  moved: 'The clock was moved.',
  refused: 'That was not valid, so nothing changed.',
};

/** The page of faults, switches and the clock. */
export function faultRoutes(state: State): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });

  router.get(paths.faults, (request, response) => {
    const notice = notices[Object.keys(request.query)[0] ?? ''];
    const { switches, faultUses: uses } = state;
    sendPage(response, {
      document: faultPage({ now: state.clock.now(), faults: listFaults(state), uses, switches, notice }),
    });
  });

  router.post(`${paths.faults}/add`, form, (request, response) => {
    const kind = formField(request.body, 'kind');
    const count = Number(formField(request.body, 'count'));
    finish(response, 'added', () => addFault(state, { kind, count }));
  });

  router.post(`${paths.faults}/end`, (_request, response) => {
    finish(response, 'ended', () => clearFaults(state));
  });

  router.post(`${paths.faults}/switches`, form, (request, response) => {
    const names = Object.keys(switchValues) as SwitchName[];
    const changes = names.flatMap((name) => {
      const index = formField(request.body, name);
      return index === '' ? [] : [[name, switchValues[name][Number(index)] ?? null]];
    });
    finish(response, 'saved', () => changeSwitches(state, Object.fromEntries(changes)));
  });

  router.post(`${paths.faults}/clock`, form, async (request, response) => {
    const wanted = Number(formField(request.body, 'minutes'));
    const step = clockSteps.find(([, minutes]) => minutes === wanted);
    if (step) await state.timeline.advance(step[1] * 60_000);
    response.redirect(303, `${paths.faults}?${step ? 'moved' : 'refused'}`);
  });

  return router;
}

function finish(response: Response, done: string, act: () => unknown): void {
  let notice = done;
  try {
    act();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    notice = 'refused';
  }
  response.redirect(303, `${paths.faults}?${notice}`);
}
