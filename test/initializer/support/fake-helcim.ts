import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface Call {
  method: string;
  path: string;
  token: string;
  body: Record<string, unknown>;
}

type Reply = { status: number; body?: string; headers?: Record<string, string> } | 'silence' | 'hang up';

/** A few lines that answer in the place of Helcim, for what the simulator does not do: faults and contradictions. */
export interface FakeHelcim {
  apiUrl: string;
  calls: Call[];
  /** What `GET /card-transactions` answers. */
  rows: Record<string, unknown>[];
  /** What the ACH API knows, each under its `id`. */
  bankRows: Record<string, unknown>[];
  /** Whether the read token must not read them. */
  forbidsBank: boolean;
  /** Answers used up before the normal ones, for `initialize` and for reading. */
  initializeReplies: Reply[];
  readReplies: Reply[];
  initializeCalls(): Call[];
  readCalls(): Call[];
}

export async function startFakeHelcim(t: TestContext): Promise<FakeHelcim> {
  const fake: FakeHelcim = {
    apiUrl: '',
    calls: [],
    rows: [],
    bankRows: [],
    forbidsBank: false,
    initializeReplies: [],
    readReplies: [],
    initializeCalls: () => fake.calls.filter(({ path }) => path.endsWith('/helcim-pay/initialize')),
    readCalls: () => fake.calls.filter(({ path }) => path.includes('/card-transactions?invoiceNumber=')),
  };
  const server = createServer((request, response) => void handle(fake, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return fake;
}

async function handle(fake: FakeHelcim, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  fake.calls.push({
    method: request.method ?? '',
    path: request.url ?? '',
    token: String(request.headers['api-token']),
    body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
  });
  const isInitialize = request.method === 'POST';
  const scripted = request.url?.endsWith('limit=1')
    ? undefined
    : (isInitialize ? fake.initializeReplies : fake.readReplies).shift();
  if (scripted === 'silence') return;
  if (scripted === 'hang up') {
    request.socket.destroy();
    return;
  }
  const normal = isInitialize
    ? { status: 200, body: tokens(fake.initializeCalls().length) }
    : read(fake, request.url ?? '');
  response.writeHead(scripted?.status ?? normal.status, {
    'content-type': 'application/json',
    ...scripted?.headers,
  });
  response.end(scripted ? (scripted.body ?? '') : JSON.stringify(normal.body));
}

/** A list, or one row by its id; for an unknown id what Helcim was seen to answer. */
function read(fake: FakeHelcim, url: string): { status: number; body: unknown } {
  if (fake.forbidsBank && url.includes('/ach/'))
    return { status: 403, body: { message: 'User does not have valid permissions.' } };
  const [, resource, id] = /\/(card-transactions|ach\/transactions)(?:\/([^?]+))?/.exec(url) ?? [];
  const [rows, key] = resource === 'card-transactions' ? [fake.rows, 'transactionId'] : [fake.bankRows, 'id'];
  if (id === undefined) return { status: 200, body: rows };
  const row = rows.find((candidate) => String(candidate[key]) === id);
  const errors = `Failed to retrieve card transaction #${id}.`;
  return row ? { status: 200, body: row } : { status: 400, body: { errors } };
}

/** The handles of the n-th session that the fake has made. */
export function tokens(number: number): { checkoutToken: string; secretToken: string } {
  const tail = String(number).padStart(4, '0');
  return { checkoutToken: `c0ffee00c0ffee00c0${tail}`, secretToken: `5ec2e75ec2e75ec2e7${tail}` };
}

/** A card transaction as events carry it: all strings. */
export function transaction(changes: Record<string, string> = {}): Record<string, string> {
  return {
    transactionId: '44158194',
    dateCreated: '2026-01-20 11:00:40',
    cardBatchId: '6005228',
    status: 'APPROVED',
    type: 'purchase',
    amount: '49.99',
    currency: 'CAD',
    avsResponse: 'X',
    cvvResponse: 'M',
    approvalCode: 'T3E3ST',
    cardToken: 'LFEY40ReTNOXkBu0y9LDDA',
    cardNumber: '5454545454',
    cardHolderName: 'Ada Sample',
    cardType: 'MC',
    customerCode: 'CST65559',
    invoiceNumber: '',
    warning: '',
    ...changes,
  };
}

/** The same transaction as the API lists it. */
export function row(changes: Record<string, string | number> = {}): Record<string, unknown> {
  const event = transaction();
  return {
    ...event,
    transactionId: 44158194,
    amount: 49.99,
    cardBatchId: 6005228,
    user: 'Helcim System',
    ...changes,
  };
}

/** A bank payment of that amount as the API lists it: accepted, without a number, forty minutes after the tests' clock begins. */
export function bankRow(id: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ id, dateCreated: '2026-01-20 11:40:00', amount: 49.99, currency: 1, transactionType: 1 },
    ...{ statusAuth: 5, statusClearing: 0 },
    ...changes,
  };
}

/** The eventMessage of a SUCCESS, signed as Helcim signs text without anything to escape. */
export function signedResult(facts: Record<string, string>, secretToken: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(facts) + secretToken)
    .digest('hex');
  return JSON.stringify({ data: { hash, data: facts }, status: 200 });
}

export function unsignedResult(facts: Record<string, string>): string {
  return JSON.stringify({ data: { hash: 'a'.repeat(64), data: facts }, status: 200 });
}
