import type { NextFunction, Request, Response } from 'express';
import { findByToken } from '../access-configurations.js';
import type { AccessConfiguration } from '../access-configurations.js';
import type { State } from '../state.js';
import { ApiError } from './api-error.js';
import { logEntryOf } from './log-requests.js';
import { initializeNeeds, isPermitted } from './permissions.js';
import type { EndpointName, Needs } from './permissions.js';

const configurations = new WeakMap<Request, AccessConfiguration>();

/** 401 for a missing, wrong, deleted or legacy api-token. */
export function authenticate(state: State) {
  return function authenticateCall(request: Request, _response: Response, next: NextFunction): void {
    const configuration = findByToken(state, request.get('api-token') ?? '');
    if (!configuration || configuration.legacy) throw new ApiError(401, 'Unauthorized');
    configurations.set(request, configuration);
    logEntryOf(request).accessConfigurationId = configuration.id;
    next();
  };
}

/**
 * 401 with Helcim's text when the token's configuration allows too little; 403 with others for bank payments and devices.
 * Runs after {@link authenticate}.
 */
export function requirePermission(endpoint: EndpointName, needs: Needs) {
  return function requirePermissionOfCall(request: Request, _response: Response, next: NextFunction): void {
    const configuration = configurations.get(request);
    const needed = endpoint === 'POST /helcim-pay/initialize' ? initializeNeeds(request.body) : needs;
    if (!configuration || !isPermitted(configuration, needed)) {
      throw permissionError(endpoint);
    }
    next();
  };
}

/** Helcim documents 403 for devices as "Unauthorized" and does not show the text. */
function permissionError(endpoint: EndpointName): ApiError {
  if (endpoint.includes(' /devices')) return new ApiError(403, 'Unauthorized');
  return endpoint.includes(' /ach/')
    ? new ApiError(403, 'User does not have valid permissions.')
    : new ApiError(401, 'No access permission');
}
