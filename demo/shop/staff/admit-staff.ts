import type { NextFunction, Request, Response } from 'express';
import { pageContext } from '../page-context.js';
import { messagePage } from '../pages/message-page.js';
import { sendPage } from '../send-page.js';
import type { Visitors } from '../visitors.js';
import type { StaffDoor } from './staff-door.js';
import { staffTextsIn } from './staff-texts.js';

/** Middleware: staff go on, whoever brings the unused key becomes staff, and anyone else is told that there is a door. */
export function admitStaff(staff: StaffDoor, visitors: Visitors) {
  return function admitStaff(request: Request, response: Response, next: NextFunction): void {
    const key = request.query['key'];
    const isKnown = staff.admits(request);
    if (isKnown && key === undefined) {
      next();
      return;
    }
    if (request.method === 'GET' && (isKnown || staff.enter(key, request, response))) {
      response.redirect(303, request.originalUrl.split('?', 1).join()); // The key must not stay in the address.
      return;
    }
    const context = pageContext(request, visitors);
    const { closedTitle: title, closedText: text } = staffTextsIn(context.language);
    sendPage(response, messagePage(context, { title, text }), 403);
  };
}
