import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

export type Child = ChildProcessByStdio<null, Readable, Readable>;

/** What `npm start` runs after its build. Building is another stage's work, and must not happen under tests that use the result. */
export function startNpmStart(environment: Readonly<Record<string, string>>): Child {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const [build, run] = scripts.start.split(' && ');
  assert.equal(build, 'npm run --silent build');
  const [command, ...args] = run?.split(' ') ?? [];
  assert.equal(command, 'node');
  return spawn(process.execPath, args, {
    env: { ...withoutTokens(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Tokens that this machine may have stay out: a test must not pay at Helcim. */
function withoutTokens(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(HELCIM_|PUBLIC_URL$|DATABASE_FILE$)/.test(name)),
  );
}

/** Everything printed until a text appears. Rejects when the process ends before. */
export function printed(child: Child, awaited: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      if (awaited.test(text)) resolve(text);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', () => reject(new Error(`ended before it said ${awaited.source}: ${text}`)));
  });
}

/** The addresses in what was printed, in their order. */
export function addresses(text: string): string[] {
  return text.match(/http:\/\/127\.0\.0\.1:\d+\S*/g)?.map((address) => address.replace(/[.,]$/, '')) ?? [];
}
