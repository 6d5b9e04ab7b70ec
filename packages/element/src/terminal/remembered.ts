const prefix = 'helcim-terminal:';
const deviceKey = `${prefix}device`;

/** The device this till used last. Nothing else is kept beyond the tab. */
export function rememberedDevice(): string {
  return ifAllowed(() => localStorage.getItem(deviceKey)) ?? '';
}

/** Empty: forgets it. */
export function rememberDevice(code: string): void {
  ifAllowed(() => (code ? localStorage.setItem(deviceKey, code) : localStorage.removeItem(deviceKey)));
}

/** The session this tab follows for a server and an order. */
export interface RememberedSession {
  readonly sessionId: string;
  /** The verdict that was announced to the page: a reload shows it and does not announce it again. */
  readonly told: string;
}

export function rememberedSession(key: string): RememberedSession | undefined {
  const [sessionId, told = ''] = (ifAllowed(() => sessionStorage.getItem(prefix + key)) ?? '').split(' ');
  return sessionId ? { sessionId, told } : undefined;
}

export function rememberSession(key: string, { sessionId, told }: RememberedSession): void {
  ifAllowed(() => sessionStorage.setItem(prefix + key, `${sessionId} ${told}`));
}

export function forgetSession(key: string): void {
  ifAllowed(() => sessionStorage.removeItem(prefix + key));
}

/** Storage throws where it is forbidden, full or unreadable; no payment needs it. */
function ifAllowed<Value>(use: () => Value): Value | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
