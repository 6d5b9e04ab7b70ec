import { InitializerError } from '../error.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { migrateSqlite } from './sqlite-schema.js';

/** How long a call waits for the transaction of another process, which takes milliseconds. */
const busyTimeoutMs = 5_000;

const lockedTries = 50;

/** SQLite's number for `FULL`; `EXTRA` is higher. */
const fullySynchronous = 2;

/**
 * Makes a connection safe for money and the tables ready.
 *
 * @returns Whether what is written outlives the process.
 */
export function openSqlite(connection: SqliteConnection): { durable: boolean } {
  try {
    connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    const journal = logAhead(connection, lockedTries);
    // A driver may have been built with NORMAL: then a power cut takes the latest commits along.
    connection.exec('PRAGMA synchronous = FULL');
    migrateSqlite(connection);
    return { durable: journal === 'wal' };
  } catch (error) {
    if (error instanceof InitializerError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw unusable(`${text}${/readonly/i.test(text) ? ': open it for writing' : ''}`, error);
  }
}

/** Whether the connection is still as `openSqlite` left it: it is the caller's, who may have changed it. */
export function checkSqlite(connection: SqliteConnection): string[] {
  const journal = connection.first('PRAGMA journal_mode')?.['journal_mode'];
  const synchronous = Number(connection.first('PRAGMA synchronous')?.['synchronous']);
  connection.first('SELECT version FROM helcim_schema');
  return journal === 'wal' && synchronous < fullySynchronous
    ? [
        'SQLite does not wait for the disk (PRAGMA synchronous was lowered): a power cut loses the latest payments.',
      ]
    : [];
}

/** Changing the journal needs the file for itself for a moment, and SQLite's busy timeout does not cover that. */
function logAhead(connection: SqliteConnection, tries: number): unknown {
  try {
    const journal = connection.first('PRAGMA journal_mode = WAL')?.['journal_mode'];
    if (journal === 'wal' || journal === 'memory') return journal;
    throw unusable(
      `it cannot log ahead (journal mode ${String(journal)}): keep it on a local disk and open it for writing`,
    );
  } catch (error) {
    if (tries <= 1 || !/locked|busy/i.test(String(error))) throw error;
    waitSynchronously(busyTimeoutMs / lockedTries);
    return logAhead(connection, tries - 1);
  }
}

function waitSynchronously(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function unusable(reason: string, cause?: unknown): InitializerError {
  return new InitializerError('invalid_option', `sqliteStore cannot use this database: ${reason}`, { cause });
}
