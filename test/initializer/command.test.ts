import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

const command = 'packages/initializer/bin/helcim-checkout.ts';

function run(...args: string[]) {
  return spawn(process.execPath, ['--import', 'tsx', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const mistakes: [args: string[], message: RegExp][] = [
  [[], /A command is missing[\s\S]*Usage/],
  [['sell'], /Unknown command 'sell'[\s\S]*Usage/],
  [['simulator', '--port', 'x'], /'x' is no port/],
  [['simulator', '--prot', '1'], /prot/],
];

for (const [args, message] of mistakes) {
  test(`helcim-checkout ${args.join(' ')} explains itself and exits with 2`, async () => {
    const child = run(...args);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 2);
    assert.match(said, message);
  });
}

test('helcim-checkout simulator starts one on loopback, and says where it is', async () => {
  const child = run('simulator');
  try {
    let said = '';
    while (!said.includes('HELCIM_READ_TOKEN')) {
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      said += chunk.toString();
    }
    const apiUrl = /apiUrl\s+(http:\/\/127\.0\.0\.1:\d+\/v2)/.exec(said)?.[1] ?? assert.fail(said);
    assert.equal((await fetch(`${apiUrl}/connection-test`)).status, 401);
  } finally {
    child.kill();
  }
});
