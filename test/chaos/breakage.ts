/**
 * How settle can be broken on purpose, so that a run shows that it would notice. `settle-twice`: no compare-and-set, two roads that
 * meet both win. `settle-drops`: for some of the sessions all evidence is dropped. The stores stay sound: see broken-settle.ts.
 */
export const breakages = ['settle-twice', 'settle-drops'] as const;
export type Breakage = (typeof breakages)[number];
