import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpCall } from './http-call.js';
import { randomOf, type Random } from './random.js';
import type { Traffic } from './traffic.js';

/** The shop's public address for webhooks: hands each to one of the servers, untouched. */
export class WebhookRoad {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/webhook`;
  }

  static open(
    traffic: Traffic,
    addressOf: (random: Random) => string | undefined,
    seed: number,
  ): Promise<WebhookRoad> {
    const random = randomOf(seed, 'webhooks');
    const server = createServer((request, response) => {
      void traffic.count(handOn(request, response, addressOf(random)));
    });
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(new WebhookRoad(server)));
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  address: string | undefined,
): Promise<void> {
  const body = await textOf(request);
  const names = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]));
  const answer = address && (await httpCall(`${address}/pay/webhook`, { method: 'POST', headers, body }));
  response.statusCode = answer ? answer.status : 502;
  response.end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += String(part);
  return text;
}
