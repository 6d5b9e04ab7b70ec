import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { helcimClient, type HelcimClient } from '../../packages/initializer/src/helcim-client.js';
import { InitializerError } from '../../packages/initializer/src/index.js';
import { readOptions } from '../../packages/initializer/src/read-options.js';
import { helcimUpstream } from '../../packages/initializer/src/upstream.js';
import { row } from './support/fake-helcim.js';
import { manualClock, start, type ManualClock } from './support/manual-clock.js';
import type { LogLine } from './support/shop.js';

interface SetUp {
  client: HelcimClient;
  clock: ManualClock;
  errors: LogLine[];
  asked: URL[];
}

/** A client whose requests are answered by a function instead of a server. */
function setUp(answer: (url: URL, number: number) => Response): SetUp {
  const clock = manualClock();
  const errors: LogLine[] = [];
  const asked: URL[] = [];
  const config = readOptions({
    apiToken: 'api-token',
    readToken: 'read-token',
    getOrder: () => null,
    fulfill: () => undefined,
    clock,
    fetch: (url) => {
      assert.ok(typeof url === 'string');
      asked.push(new URL(url));
      return Promise.resolve(answer(new URL(url), asked.length));
    },
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error: (fields, message) => errors.push({ level: 'error', fields, message }),
    },
  });
  return { client: helcimClient(config, helcimUpstream(config)), clock, errors, asked };
}

/** Pages of a list as Helcim gives them: `limit` rows each, the last one shorter, the first one numbered as `first`. */
function pageOf(rows: readonly object[], url: URL, first = 1): Response {
  const limit = Number(url.searchParams.get('limit'));
  const page = Number(url.searchParams.get('page') ?? first) - first;
  return Response.json(rows.slice(page * limit, (page + 1) * limit));
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => row({ transactionId: index + 1 }));
const buyer = { priority: 'buyer' } as const;

describe('lists', () => {
  for (const [first, last] of [
    [0, 2],
    [1, 3],
  ] as const) {
    test(`are read page by page, a thousand rows each, until a short one, if Helcim counts from ${first}`, async () => {
      const all = rows(2_500);
      const { client, asked } = setUp((url) => pageOf(all, url, first));
      const found = await client.transactionsByInvoice('INV 1', buyer);
      assert.deepEqual(
        found.map(({ transactionId }) => Number(transactionId)),
        all.map((_, index) => index + 1),
      );
      const [one, ...others] = asked.map(({ search }) => search);
      assert.equal(one, '?invoiceNumber=INV+1&limit=1000');
      assert.deepEqual(
        others,
        Array.from({ length: last }, (_, index) => `${one}&page=${index + 1}`),
      );
    });

    test(`of one page are read with one question, if Helcim counts from ${first}`, async () => {
      const { client, asked } = setUp((url) => pageOf(rows(7), url, first));
      assert.equal((await client.transactionsByInvoice('INV1', buyer)).length, 7);
      assert.equal(asked.length, 1);
    });
  }

  test('a row that moved to the next page meanwhile counts once', async () => {
    const all = rows(1_000);
    const { client } = setUp((url, number) => pageOf(number === 1 ? all : [row(), ...all], url));
    const ids = (await client.transactionsByInvoice('INV1', buyer)).map(({ transactionId }) => transactionId);
    assert.deepEqual([ids.length, new Set(ids).size], [1_001, 1_001]);
  });

  test('a list without an end decides nothing: an error in the log, and as if Helcim had not answered', async () => {
    const page = rows(1_000);
    const { client, errors, asked } = setUp(() => Response.json(page));
    await assert.rejects(
      client.transactionsByInvoice('INV1', buyer),
      (error) => error instanceof InitializerError && error.code === 'helcim_unavailable',
    );
    assert.equal(asked.length, 11);
    assert.equal(errors.length, 1);
  });

  test('bank payments too, 125 rows each', async () => {
    const { client, asked } = setUp((url) => pageOf(rows(130), url));
    const filter = { amountCents: 4999, startDate: '2026-01-20', endDate: '2026-01-21' };
    await client.bankTransactions(filter, buyer);
    assert.deepEqual(
      asked.map(({ searchParams }) => [searchParams.get('limit'), searchParams.get('page')]),
      [
        ['125', null],
        ['125', '1'],
        ['125', '2'],
      ],
    );
  });
});

describe('Retry-After of Helcim', () => {
  const values: [text: string, seconds: number | undefined][] = [
    ['5', 5],
    ['0', 1],
    ['86400', 60],
    [new Date(start + 20_000).toUTCString(), 20],
    [new Date(start + 86_400_000).toUTCString(), 60],
    [new Date(start - 86_400_000).toUTCString(), 1],
    ['soon', undefined],
  ];
  for (const [text, seconds] of values) {
    test(`'${text}' means ${seconds ?? 'nothing, so the usual pause'}`, async () => {
      const headers = { 'retry-after': text };
      const { client, clock } = setUp(() => new Response('{}', { status: 503, headers }));
      let thrown: unknown;
      const asking = client.transactionsByInvoice('INV1', buyer).catch((error: unknown) => (thrown = error));
      while (thrown === undefined) {
        await new Promise((resolve) => setImmediate(resolve));
        await clock.advance(1_000);
      }
      await asking;
      assert.ok(thrown instanceof InitializerError);
      assert.equal(thrown.retryAfterSeconds, seconds);
    });
  }

  test('a day after a 429 holds other calls for a minute only', async () => {
    const headers = { 'retry-after': '86400' };
    const { client, clock, asked } = setUp((_, number) =>
      number === 1 ? new Response('{}', { status: 429, headers }) : Response.json([]),
    );
    await assert.rejects(client.transactionsByInvoice('INV1', buyer));
    await clock.advance(60_000);
    assert.deepEqual(await client.transactionsByInvoice('INV2', buyer), []);
    assert.equal(asked.length, 2);
  });
});
