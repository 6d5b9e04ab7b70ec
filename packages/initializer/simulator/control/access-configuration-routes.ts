import { Router } from 'express';
import type { Response } from 'express';
import {
  createAccessConfiguration,
  deleteAccessConfiguration,
  listAccessConfigurations,
  updateAccessConfiguration,
} from '../access-configurations.js';
import type { AccessConfiguration } from '../access-configurations.js';
import type { State } from '../state.js';
import { configurationView } from './views.js';

/** `/_sim/access-configurations`: the same as the merchant's pages, for programs. */
export function accessConfigurationRoutes(state: State): Router {
  const router = Router();

  router.get('/', function list(_request, response) {
    response.json(listAccessConfigurations(state).map(configurationView));
  });

  router.post('/', function create(request, response) {
    const { configuration, token } = createAccessConfiguration(state, request.body);
    response.status(201).json({ configuration: configurationView(configuration), token });
  });

  router.get('/:id', function find(request, response) {
    answer(response, state.accessConfigurations.get(request.params.id));
  });

  router.put('/:id', function update(request, response) {
    answer(response, updateAccessConfiguration(state, request.params.id, request.body));
  });

  router.delete('/:id', function remove(request, response) {
    response.sendStatus(deleteAccessConfiguration(state, request.params.id) ? 204 : 404);
  });

  return router;
}

function answer(response: Response, configuration: AccessConfiguration | undefined): void {
  if (configuration) response.json(configurationView(configuration));
  else response.status(404).json({ errors: 'No such access configuration' });
}
