/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

/**
 * The draws of one actor. Each actor has a generator of its own, named after it, so that what one does does not shift what
 * another draws, in whatever order they act.
 */
export function randomOf(seed: number, ...names: readonly (string | number)[]): Random {
  let state = hashOf(`${seed}/${names.join('/')}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, finished so that near texts are far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

export function pick<T>(random: Random, list: readonly T[]): T {
  const choice = list[Math.floor(random() * list.length)];
  if (choice === undefined) throw new Error('Nothing to pick from.');
  return choice;
}

/** One of the names, each as likely as its weight says. */
export function mixed<Name extends string>(random: Random, weights: Readonly<Record<Name, number>>): Name {
  const entries = Object.entries<number>(weights) as [Name, number][];
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0];
  if (!found) throw new Error('Nothing to draw from.');
  return found[0];
}
