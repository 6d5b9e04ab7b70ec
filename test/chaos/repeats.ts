import type { LedgerLine, MerchantEntry } from './ledgers.js';

export interface Repeats {
  /** Calls that nothing excuses. */
  readonly twice: readonly MerchantEntry[];
  /** Calls that are owed because no earlier one was known to have returned. */
  readonly afterCrash: readonly MerchantEntry[];
}

/**
 * Every call for an order but the first is a repeat, whichever transaction it names; that its money came back is told once as
 * well. Only reviews may be several, each of something else: of those, each is told once. A repeat is excused only if it is the
 * same action (one idempotency key) and each earlier call threw, or its process was killed before recording its return. The
 * lines are read in order: a process that died only after the repeat excuses nothing.
 */
export function judgeRepeats(lines: readonly LedgerLine[]): Repeats {
  const twice: MerchantEntry[] = [];
  const afterCrash: MerchantEntry[] = [];
  const earlier = new Map<string, MerchantEntry[]>();
  const threw = new Set<string>();
  const recorded = new Set<string>();
  const killed = new Set<string>();
  for (const entry of lines) {
    if (entry.event === 'killed') killed.add(entry.process);
    if (entry.event === 'throw') threw.add(entry.call);
    if (entry.event === 'recorded') recorded.add(entry.call);
    if (entry.event !== 'start') continue;
    const subject = entry.action === 'review' ? entry.idempotencyKey : entry.orderId;
    const kind = `${entry.action} ${subject}`;
    const before = earlier.get(kind) ?? [];
    const isExcused = before.every(
      (call) =>
        call.idempotencyKey === entry.idempotencyKey &&
        (threw.has(call.call) || (killed.has(call.process) && !recorded.has(call.call))),
    );
    if (before.length > 0) (isExcused ? afterCrash : twice).push(entry);
    earlier.set(kind, [...before, entry]);
  }
  return { twice, afterCrash };
}
