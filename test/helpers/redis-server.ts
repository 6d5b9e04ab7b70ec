import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer, redisInstallLine } from './obtain-redis.js';

/** A Redis of our own, on a free port of this machine, that writes to disk before it answers. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** As `kill -9` does; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Begins again on the same port with what is on the disk. */
  restart(): Promise<void>;
  /** Ends the process and deletes its files. */
  stop(): Promise<void>;
}

/** Why tests with Redis cannot run here, and the cure; `false` if they can. Fit for the `skip` of node:test. */
export const redisMissing: string | false = findRedisServer()
  ? false
  : `no redis-server here; ${redisInstallLine}`;

/** @param settings Settings of Redis that differ, as on its command line: `['--cluster-enabled', 'yes']`. */
export async function startRedis(settings: readonly string[] = []): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-redis-'));
  const port = await freePort();
  let server = await launch(folder, port, settings);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: () => end(server, 'SIGKILL'),
    restart: async () => {
      await end(server, 'SIGTERM');
      server = await launch(folder, port, settings);
    },
    stop: async () => {
      await end(server, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that is free now. Redis itself cannot be asked for one: it takes 0 for "no TCP". */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Resolves when Redis has read its files and takes commands. */
function launch(folder: string, port: number, settings: readonly string[]): Promise<ChildProcess> {
  const path = findRedisServer();
  if (!path) throw new Error(String(redisMissing));
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  // Redis must share no stream with us: one that is left over would keep the runner waiting for our output to end.
  const server = spawn(path, [...place, ...durable, ...settings], { stdio: ['ignore', 'pipe', 'ignore'] });
  endWithUs(server);
  return new Promise((resolve, reject) => {
    let log = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('Ready to accept connections')) resolve(server);
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server ended at its start:\n${log}`)));
  });
}

/** Also when the runner ends this process early; only `kill -9` of ourselves leaves a Redis behind. */
function endWithUs(server: ChildProcess): void {
  const kill = () => server.kill('SIGKILL');
  const leave = () => process.exit(1);
  process.once('exit', kill).once('SIGTERM', leave).once('SIGINT', leave);
  server.once('exit', () => process.off('exit', kill).off('SIGTERM', leave).off('SIGINT', leave));
}

function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill(signal);
  });
}
