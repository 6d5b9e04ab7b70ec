import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

export interface Received {
  id: string;
  timestamp: number;
  signature: string;
  contentType: string | undefined;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the next calls are answered, last value kept: a status, or `hang` for no answer. */
  answers: (number | 'hang')[];
  /** Waits until that many came. */
  count: (wanted: number) => Promise<Received[]>;
}

/** A server that takes webhooks, answers as told (204), and ends with the test. */
export async function startReceiver(t: TestContext): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], answers: [204], count };
  const server = createServer((request, response) => {
    void read(request).then((received) => {
      receiver.received.push(received);
      const answer = receiver.answers.length > 1 ? receiver.answers.shift() : receiver.answers[0];
      if (answer === undefined || answer === 'hang') return;
      response.writeHead(answer, { location: '/elsewhere' }).end('thanks');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/card-events`;
  return receiver;

  async function count(wanted: number): Promise<Received[]> {
    for (let turn = 0; receiver.received.length < wanted; turn += 1) {
      if (turn > 1000) throw new Error(`${receiver.received.length} webhooks came, not ${wanted}`);
      await pause(5);
    }
    return receiver.received;
  }
}

/** Verifies a signature with WebCrypto: nothing of the code under test. */
export async function isGenuine(received: Received, verifierToken: string): Promise<boolean> {
  const [version, signature = ''] = received.signature.split(',');
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(verifierToken),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const text = `${received.id}.${received.timestamp}.${received.body}`;
  const signed = new TextEncoder().encode(text);
  return version === 'v1' && crypto.subtle.verify('HMAC', key, bytesOf(signature), signed);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function read(request: IncomingMessage): Promise<Received> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  const header = (name: string) => String(request.headers[name] ?? '');
  return {
    id: header('webhook-id'),
    timestamp: Number(header('webhook-timestamp')),
    signature: header('webhook-signature'),
    contentType: request.headers['content-type'],
    body,
  };
}
