import type { SqliteConnection } from './sqlite-connection.js';

/** How many outdated rows a call clears away: more than a call adds, few enough that no buyer waits for it. */
const limit = 50;

/** Never one with something due: after a long outage its time is over, yet nobody has looked for its payment. */
const outdatedSessions = `
  SELECT id FROM helcim_session WHERE scope = ? AND keep_until <= ? AND due_at IS NULL
  ORDER BY keep_until, id LIMIT ${limit}`;

const outdatedReceipts = `
  SELECT webhook_id FROM helcim_receipt WHERE scope = ? AND keep_until <= ? LIMIT ${limit}`;

const deletions = [
  `DELETE FROM helcim_claim WHERE session IN (${outdatedSessions})`,
  `DELETE FROM helcim_session WHERE id IN (${outdatedSessions})`,
];

const deleteReceipts = `DELETE FROM helcim_receipt WHERE scope = ? AND webhook_id IN (${outdatedReceipts})`;

/** Drops some of what need not be kept any longer. Belongs inside a transaction. */
export function sweepSqlite(connection: SqliteConnection, scope: number, now: number): void {
  for (const deletion of deletions) connection.run(deletion, scope, now);
  connection.run(deleteReceipts, scope, scope, now);
}

/** Whether a sweep would find anything, asked without the write lock. */
export function needsSweep(connection: SqliteConnection, scope: number, now: number): boolean {
  return [outdatedSessions, outdatedReceipts].some((sql) => connection.first(sql, scope, now) !== undefined);
}
