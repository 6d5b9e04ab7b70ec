/**
 * A result the server has not answered yet. It holds what the modal posted, a card token included: the one place in a
 * page where one may rest, because without it a payment made just before a reload could be lost.
 */
export interface ParkedResult {
  readonly endpoint: string;
  readonly orderId: string;
  readonly sessionId: string;
  readonly eventMessage: unknown;
  readonly parkedAt: number;
}

const prefix = 'helcim-checkout:';
/** A session lives 60 minutes and is looked up for 10 more; after that the server knows more than we do. */
const keepMs = 70 * 60_000;

export function isTooOld({ parkedAt }: ParkedResult): boolean {
  // Written so that a time which is none counts as old.
  return !(Date.now() - parkedAt <= keepMs);
}

export function park(result: ParkedResult): void {
  withStorage((storage) => storage.setItem(prefix + result.sessionId, JSON.stringify(result)));
}

export function unpark(sessionId: string): void {
  withStorage((storage) => storage.removeItem(prefix + sessionId));
}

/** What waits for this server; anything too old or unreadable is deleted. */
export function parkedFor(endpoint: string): ParkedResult[] {
  const found: ParkedResult[] = [];
  withStorage((storage) => {
    for (const key of Object.keys(storage).filter((name) => name.startsWith(prefix))) {
      let result = undefined as ParkedResult | undefined;
      withStorage(() => (result = JSON.parse(storage.getItem(key) ?? '') as ParkedResult));
      if (!result || isTooOld(result)) storage.removeItem(key);
      else if (result.endpoint === endpoint) found.push(result);
    }
  });
  return found;
}

/** Storage throws where it is forbidden, full or unreadable; the report itself does not need it. */
function withStorage(use: (storage: Storage) => void): void {
  try {
    use(sessionStorage);
  } catch {
    // Then a reload cannot send it again: webhook and reconciler do.
  }
}
