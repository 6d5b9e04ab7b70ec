import { HelcimCheckoutError, type HelcimCheckoutErrorCode } from './helcim-checkout-error.js';
import { watchPolicy } from './watch-policy.js';

declare global {
  /** Helcim's script: shows the modal of a session over the page. */
  function appendHelcimPayIframe(checkoutToken: string, allowExit?: boolean): unknown;
  /** Helcim's script: removes it. */
  function removeHelcimPayIframe(): void;
}

const timeoutMs = 8_000;
const loading = new Map<string, Promise<void>>();

/** Loads Helcim's script once per URL; a failure is forgotten, so that the next call starts with a fresh tag. */
export function loadScript(url: string, nonce: string): Promise<void> {
  let promise = loading.get(url);
  if (!promise) {
    promise = load(url, nonce);
    loading.set(url, promise);
    promise.catch(() => loading.delete(url));
  }
  return promise;
}

async function load(url: string, nonce: string): Promise<void> {
  const present = [...document.scripts].find((script) => script.src === url);
  if (present) {
    if (hasGlobals()) return;
    // If it failed, before or just now, the fresh tag below decides.
    await settled(present, url).catch(() => undefined);
    if (hasGlobals()) return;
  }
  const script = document.createElement('script');
  script.async = true;
  script.nonce = nonce;
  script.src = url;
  document.head.append(script);
  await settled(script, url);
}

function settled(script: HTMLScriptElement, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watching = new AbortController();
    let refused = false;
    const finish = (code?: HelcimCheckoutErrorCode) => {
      clearTimeout(timer);
      watching.abort();
      if (code) {
        script.remove();
        reject(new HelcimCheckoutError(code, url));
      } else resolve();
    };
    const timer = setTimeout(finish, timeoutMs, 'script-timeout');
    watchPolicy(new URL(url).origin, watching.signal, () => (refused = true));
    script.addEventListener('load', () => finish(hasGlobals() ? undefined : 'script-globals'));
    // The policy's refusal is told in a task of its own, before or after.
    script.addEventListener('error', () =>
      setTimeout(
        () => finish(refused ? 'script-csp' : navigator.onLine ? 'script-blocked' : 'script-offline'),
        50,
      ),
    );
  });
}

function hasGlobals(): boolean {
  const { appendHelcimPayIframe: append, removeHelcimPayIframe: remove } = globalThis as Record<
    string,
    unknown
  >;
  return typeof append === 'function' && typeof remove === 'function';
}
