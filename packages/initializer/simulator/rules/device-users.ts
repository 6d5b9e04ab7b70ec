/** Who can log in to the devices of the account. Made up, like everything here: these are no secrets. */
export interface DeviceUser {
  name: string;
  /** Four digits. */
  pin: string;
  email: string;
  password: string;
}

export const deviceUsers: readonly DeviceUser[] = [
  { name: 'Ada Sample', pin: '1234', email: 'ada@example.com', password: 'terminal-1' },
  { name: 'Bo Sample', pin: '5678', email: 'bo@example.com', password: 'terminal-2' },
];

/** What one types at a device's log-in. */
export type LogIn = { pin: string } | { email: string; password: string };

/** Undefined when nobody has this PIN, or this e-mail address with this password. */
export function userOf(logIn: LogIn): DeviceUser | undefined {
  return 'pin' in logIn
    ? deviceUsers.find(({ pin }) => pin === logIn.pin)
    : deviceUsers.find(
        ({ email, password }) => email === logIn.email.trim().toLowerCase() && password === logIn.password,
      );
}
