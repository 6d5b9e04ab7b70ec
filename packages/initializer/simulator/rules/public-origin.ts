/** True for an https origin whose host is not on this machine or a private network, as Helcim demands of pages with the modal. */
export function isPublicOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && !isPrivateHost(hostname);
}

function isPrivateHost(host: string): boolean {
  const [first = 0, second = 0] = host.split('.').map(Number);
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(host);
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    (isAddress && (first === 127 || first === 10)) ||
    (isAddress && first === 172 && second >= 16 && second <= 31) ||
    (isAddress && first === 192 && second === 168)
  );
}
