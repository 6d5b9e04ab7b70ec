/** Calls back when the page's Content-Security-Policy refuses something of this origin. */
export function watchPolicy(origin: string, signal: AbortSignal, onRefused: () => void): void {
  document.addEventListener(
    'securitypolicyviolation',
    ({ blockedURI }) => {
      if (blockedURI.startsWith(origin)) onRefused();
    },
    { signal },
  );
}
