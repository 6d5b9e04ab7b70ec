import type { CheckoutState } from './checkout-state.js';

const lock = 'M7 10V7a5 5 0 0 1 10 0v3M5 10h14v10H5z';
const check = 'm5 13 4 4L19 7';
const arc = 'M21 12a9 9 0 1 1-9-9';
const info = `${arc}a9 9 0 0 1 9 9m-9-1v6m0-10v.1`;
const hourglass = 'M6 3h12L6 21h12z';

const paths: Partial<Record<CheckoutState | 'cancelled', string>> = {
  idle: lock,
  starting: arc,
  confirming: arc,
  approved: check,
  declined: info,
  cancelled: info,
  failed: info,
};

export interface Icon {
  readonly node: SVGElement;
  draw(look: CheckoutState | 'cancelled'): void;
}

/** A picture that changes with the state. */
export function createIcon(): Icon {
  const make = (tag: 'svg' | 'path') => document.createElementNS('http://www.w3.org/2000/svg', tag);
  const node = make('svg');
  const path = make('path');
  node.setAttribute('viewBox', '0 0 24 24');
  node.ariaHidden = 'true';
  node.append(path);
  return { node, draw: (look) => path.setAttribute('d', paths[look] ?? hourglass) };
}
