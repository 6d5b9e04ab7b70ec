const arc = 'M21 12a9 9 0 1 1-9-9';

const paths = {
  device: [
    'M8 2h8a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z',
    'M9.5 6h5v4h-5z',
    'M9.5 14h.1M14.5 14h.1M9.5 18h.1M14.5 18h.1',
  ],
  waves: ['M5 9.5a4.5 4.5 0 0 1 0 5', 'M10 6.5a10 10 0 0 1 0 11', 'M15 3.5a15.5 15.5 0 0 1 0 17'],
  arc: [arc],
  check: ['m5 13 4 4L19 7'],
  info: [`${arc}a9 9 0 0 1 9 9m-9-1v6m0-10v.1`],
  hourglass: ['M6 3h12L6 21h12z'],
  moon: ['M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z'],
  dots: ['M5 12h.1M12 12h.1M19 12h.1'],
};

export type Picture = keyof typeof paths;

export interface TerminalIcon {
  readonly node: SVGElement;
  draw(picture: Picture): void;
}

/** A picture that changes with the state. */
export function createTerminalIcon(picture: Picture): TerminalIcon {
  const make = (tag: 'svg' | 'path') => document.createElementNS('http://www.w3.org/2000/svg', tag);
  const node = make('svg');
  let drawn: Picture | undefined;
  node.setAttribute('viewBox', '0 0 24 24');
  node.ariaHidden = 'true';
  const draw = (next: Picture) => {
    if (next === drawn) return;
    drawn = next;
    const lines = paths[next].map((d) => {
      const path = make('path');
      path.setAttribute('d', d);
      return path;
    });
    node.replaceChildren(...lines);
  };
  draw(picture);
  return { node, draw };
}
