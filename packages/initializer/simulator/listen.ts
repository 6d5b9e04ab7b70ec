import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Ends keep-alive connections too. */
  close: () => Promise<void>;
}

/** Listens on loopback; port 0 takes a free one. Rejects when the port is taken. */
export function listen(handle: RequestListener, port: number): Promise<Listener> {
  const server = createServer(handle);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${actual}`, close });
    });
  });

  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
}
