import type { RequestHandler } from 'express';
import { InitializerError } from '../error.js';
import type { Logger } from '../logger.js';

/**
 * Helcim refuses webhook URLs that contain its own name. A path is the shop's choice and is refused here; a host may be
 * out of its hands, so that payments go on and the log says once what will not work.
 */
export function mountGuard(log: Logger): RequestHandler {
  let hasWarned = false;
  return function mountGuard(request, _response, next) {
    if (/helcim/i.test(request.baseUrl)) {
      throw new InitializerError(
        'invalid_mount',
        `The router is mounted at '${request.baseUrl}', but Helcim refuses webhook URLs that contain "helcim": mount it ` +
          "elsewhere, for example app.use('/pay', initializer.router).",
      );
    }
    if (!hasWarned && /helcim/i.test(request.host)) {
      hasWarned = true;
      log.warn(
        { host: request.host },
        'Helcim refuses webhook URLs that contain "helcim", and the host name does.',
      );
    }
    next();
  };
}
