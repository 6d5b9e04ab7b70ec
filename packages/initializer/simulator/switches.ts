import { z } from 'zod';
import { tellAllConnections } from './devices/connections.js';
import { switchValues } from './records/switches.js';
import type { Switches } from './records/switches.js';
import { parse } from './rules/validation.js';
import type { State } from './state.js';

export { defaultSwitches, switchValues } from './records/switches.js';
export type { SwitchName, Switches } from './records/switches.js';

const switchChanges = z.strictObject(
  Object.fromEntries(
    Object.entries(switchValues).map(([name, values]) => [
      name,
      z.literal([...values], `must be ${values.join(' or ')}`).optional(),
    ]),
  ),
);

/** Turns the switches given, and leaves the others. Throws a ValidationError for an unknown switch or value. */
export function changeSwitches(state: State, changes: unknown): Switches {
  // The schema is made from the table that the type is made from.
  Object.assign(state.switches, parse(switchChanges, changes) as Partial<Switches>);
  tellAllConnections(state);
  return state.switches;
}
