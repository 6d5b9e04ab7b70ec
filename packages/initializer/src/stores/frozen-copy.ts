/** Frozen, so that the stored object itself can be handed out: cheaper than a copy for each reader. */
export function frozenCopy<T extends object>(value: T): T {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  for (const [key, item] of Object.entries(copy)) {
    if (typeof item === 'object' && item !== null) copy[key] = frozenCopy(item);
  }
  return Object.freeze(copy) as T;
}
