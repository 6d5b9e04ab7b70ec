const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Why Helcim would not take a Deliver URL; undefined when it would. The simulator also takes http, on loopback only. */
export function deliverUrlRefusal(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Enter a whole URL';
  const { protocol, hostname, username, password } = new URL(text);
  const isLocal = protocol === 'http:' && loopbackNames.includes(hostname);
  if (protocol !== 'https:' && !isLocal) return 'Must be https (the simulator also takes http://127.0.0.1)';
  if (username || password) return 'Must not carry a user name or password';
  return /helcim/i.test(text) ? 'Must not contain the word “Helcim”' : undefined;
}
