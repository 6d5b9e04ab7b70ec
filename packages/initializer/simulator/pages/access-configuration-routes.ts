import express, { Router, type Request, type Response } from 'express';
import {
  createAccessConfiguration,
  deleteAccessConfiguration,
  listAccessConfigurations,
  updateAccessConfiguration,
  ValidationError,
  type AccessConfiguration,
} from '../access-configurations.js';
import type { State } from '../state.js';
import { accessConfigurationForm } from './access-configuration-form.js';
import { accessConfigurationList } from './access-configuration-list.js';
import { accessDeletePage } from './access-delete-page.js';
import {
  emptyValues,
  formErrors,
  inputOf,
  recommendedIn,
  valuesFromBody,
  valuesOf,
  type AccessFormValues,
} from './access-form-values.js';
import { accessTokenPage, tokenGonePage } from './access-token-page.js';
import { accessConfigurationPath, paths } from './paths.js';
import { sendPage } from './send-page.js';

type IdRequest = Request<{ id: string }>;

/** All Tools → Integrations → API Access Configuration: list, create, open, save, delete. */
export function accessConfigurationRoutes(state: State): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb' });
  const tokens = tokensToShow();
  const found =
    (show: (configuration: AccessConfiguration, request: IdRequest, response: Response) => void) =>
    (request: IdRequest, response: Response, next: () => void) => {
      const configuration = state.accessConfigurations.get(request.params.id);
      if (configuration) show(configuration, request, response);
      else next();
    };
  const one = `${paths.accessConfigurations}/:id`;

  router.get(paths.accessConfigurations, (request, response) => {
    const notice = 'deleted' in request.query ? 'Deleted. Its token is refused from now on.' : undefined;
    sendPage(response, { document: accessConfigurationList(listAccessConfigurations(state), notice) });
  });
  router.get(paths.newAccessConfiguration, (_request, response) => {
    sendPage(response, { document: accessConfigurationForm({ values: emptyValues }) });
  });
  router.post(paths.newAccessConfiguration, form, (request, response) => {
    submit(request, response, {}, (values) => {
      const { configuration, token } = createAccessConfiguration(state, inputOf(values));
      tokens.keep(configuration.id, token);
      return accessConfigurationPath(configuration.id, 'token');
    });
  });
  router.get(
    `${one}/token`,
    found((configuration, request, response) => {
      const token = request.method === 'GET' ? tokens.take(configuration.id) : undefined;
      sendPage(
        response,
        token === undefined
          ? { document: tokenGonePage(configuration), status: 410 }
          : { document: accessTokenPage(configuration, token) },
      );
    }),
  );
  router.get(
    `${one}/delete`,
    found((configuration, _request, response) => {
      sendPage(response, { document: accessDeletePage(configuration) });
    }),
  );
  router.post(
    `${one}/delete`,
    found((configuration, _request, response) => {
      deleteAccessConfiguration(state, configuration.id);
      tokens.take(configuration.id);
      response.redirect(303, `${paths.accessConfigurations}?deleted`);
    }),
  );
  router.get(
    one,
    found((existing, request, response) => {
      const notice = 'saved' in request.query ? 'Saved.' : undefined;
      sendPage(response, {
        document: accessConfigurationForm({ values: valuesOf(existing), existing, notice }),
      });
    }),
  );
  router.post(
    one,
    form,
    found((existing, request, response) => {
      submit(request, response, { existing }, (values) => {
        updateAccessConfiguration(state, existing.id, inputOf(values));
        return `${accessConfigurationPath(existing.id)}?saved`;
      });
    }),
  );
  return router;
}

/** Fills in a recommended set, or acts and sends the browser on; a refused form comes back as it was typed. */
function submit(
  request: Request,
  response: Response,
  about: { existing?: AccessConfiguration },
  act: (values: AccessFormValues) => string,
): void {
  const values = valuesFromBody(request.body);
  const recommended = recommendedIn(request.body);
  if (recommended) {
    const { general, settings, transactionProcessing } = recommended;
    const filled = { ...values, general, settings, transactionProcessing };
    sendPage(response, { document: accessConfigurationForm({ ...about, values: filled }) });
    return;
  }
  try {
    response.redirect(303, act(values));
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const errors = formErrors(error.fields);
    sendPage(response, { document: accessConfigurationForm({ ...about, values, errors }), status: 422 });
  }
}

/** Tokens between creation and the one page that shows them. The oldest gives way, so that none is kept for long. */
function tokensToShow(): { keep(id: string, token: string): void; take(id: string): string | undefined } {
  const waiting = new Map<string, string>();
  return {
    keep(id, token) {
      waiting.set(id, token);
      const oldest = waiting.keys().next().value;
      if (waiting.size > 5 && oldest !== undefined) waiting.delete(oldest);
    },
    take(id) {
      const token = waiting.get(id);
      waiting.delete(id);
      return token;
    },
  };
}
