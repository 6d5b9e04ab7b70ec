import { Router } from 'express';
import { permissions } from '../api/permissions.js';
import { addFault, clearFaults, listFaults } from '../faults.js';
import { payEndpoint } from '../modal-endpoint.js';
import { ValidationError } from '../rules/validation.js';
import type { State } from '../state.js';
import { changeSwitches } from '../switches.js';

const endpoints: readonly string[] = [...Object.keys(permissions), payEndpoint];

/** `/_sim/faults`: what is in force and how often each kind was used, add one, end all. */
export function faultRoutes(state: State): Router {
  const router = Router();

  router.get('/', function getFaults(_request, response) {
    response.json({ active: listFaults(state), used: state.faultUses });
  });

  router.post('/', function add(request, response) {
    const body: unknown = request.body;
    const endpoint =
      typeof body === 'object' && body !== null && 'endpoint' in body ? body.endpoint : undefined;
    if (typeof endpoint === 'string' && !endpoints.includes(endpoint)) {
      throw new ValidationError({ endpoint: `must be one of ${endpoints.join(', ')}` });
    }
    response.status(201).json(addFault(state, body));
  });

  router.delete('/', function end(_request, response) {
    clearFaults(state);
    response.sendStatus(204);
  });

  return router;
}

/** `/_sim/switches`: GET all, PUT those to turn. */
export function switchRoutes(state: State): Router {
  const router = Router();

  router.get('/', function getSwitches(_request, response) {
    response.json(state.switches);
  });

  router.put('/', function turn(request, response) {
    response.json(changeSwitches(state, request.body));
  });

  return router;
}
