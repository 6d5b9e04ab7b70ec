import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import Database from 'libsql';
import { sqliteStore } from '../../../packages/initializer/src/index.js';
import type { WriterReport, WriterTask } from './sqlite-writer.js';

const scope = 'default@api.helcim.com';
const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-sqlite-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A process that waits for its task. */
async function startWriter(): Promise<ChildProcess> {
  const writer = fork('test/initializer/stores/sqlite-writer.ts', { execArgv: ['--import', 'tsx'] });
  await once(writer, 'message');
  return writer;
}

/** Hands out the task; the answer is the last thing the process tells before it ends. */
async function finish(writer: ChildProcess, task: WriterTask): Promise<WriterReport | undefined> {
  let last: WriterReport | undefined;
  writer.on('message', (report: WriterReport) => (last = report));
  writer.send(task);
  const [code] = (await once(writer, 'exit')) as [number | null];
  assert.equal(code, 0);
  return last;
}

test('four processes on one new file: each order gets one holder, each device one pairing, and no write is lost', async () => {
  const [file, orders, increments] = [join(folder, 'shared.db'), 40, 20];
  const writers = await Promise.all(Array.from({ length: 4 }, startWriter));
  const task: WriterTask = { do: 'compete', file, orders, increments };
  const reports = await Promise.all(writers.map((writer) => finish(writer, task)));
  const done = reports.flatMap((report) => (report?.is === 'done' ? report : []));
  const [claimed, paired] = [done.flatMap((each) => each.claimed), done.flatMap((each) => each.paired)];
  assert.deepEqual([claimed.length, new Set(claimed).size], [orders, orders]);
  assert.deepEqual([paired.length, new Set(paired).size], [orders / 4, orders / 4]);
  const store = sqliteStore(new Database(file));
  assert.equal((await store.get(scope, 'counter'))?.declines, 4 * increments);
});

/** Writes to a file that is not in write-ahead mode yet, and takes its time. */
const slowWriter = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require('libsql');
  const database = new Database(workerData);
  database.exec('CREATE TABLE shop (id); BEGIN IMMEDIATE; INSERT INTO shop VALUES (1)');
  parentPort.postMessage('writing');
  setTimeout(() => database.exec('COMMIT'), 300);
`;

test('a file that somebody else is writing to is waited for', async () => {
  const file = join(folder, 'busy.db');
  const worker = new Worker(slowWriter, { eval: true, workerData: file });
  const ended = once(worker, 'exit');
  await once(worker, 'message');
  assert.equal(sqliteStore(new Database(file)).durable, true);
  await ended;
});

test('what was acknowledged before kill -9 is there afterwards', async () => {
  const file = join(folder, 'killed.db');
  const written = new Map<string, number>();
  for (const enough of [20, 75, 130]) {
    const writer = await startWriter();
    let acknowledged = 0;
    writer.on('message', (report: WriterReport) => {
      if (report.is !== 'written') return;
      written.set(report.sessionId, report.version);
      acknowledged += 1;
      if (acknowledged === enough) writer.kill('SIGKILL');
    });
    writer.send({ do: 'write', file } satisfies WriterTask);
    await once(writer, 'exit');
    assert.equal(writer.signalCode, 'SIGKILL');
  }
  const database = new Database(file);
  const store = sqliteStore(database);
  for (const [sessionId, version] of written) {
    const found = await store.get(scope, sessionId);
    assert.ok(found && found.version >= version, `${sessionId} version ${version}`);
    assert.equal((await store.byTransactionId(scope, sessionId))?.sessionId, found.transactionIds[0]);
  }
  assert.ok(written.size >= 3 * 10);
  assert.deepEqual(
    (database.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check,
    'ok',
  );
});
