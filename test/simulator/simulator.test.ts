import assert from 'node:assert/strict';
import { request } from 'node:http';
import { suite, test } from 'node:test';
import { startSimulator } from '../../packages/initializer/simulator/index.js';
import { startMerchant } from './simulated-merchant.js';

suite('startSimulator', () => {
  test('listens on two loopback ports of its own choice and names its addresses', async (t) => {
    const { simulator } = await startMerchant(t);
    const { url, apiUrl, modalUrl, scriptUrl } = simulator;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(modalUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.notEqual(url, modalUrl);
    assert.equal(apiUrl, `${url}/v2`);
    assert.equal(scriptUrl, `${modalUrl}/helcim-pay/services/start.js`);
    assert.equal((await fetch(scriptUrl)).status, 200);
  });

  test('closes at once, keep-alive connections included', async () => {
    const { url, modalUrl, scriptUrl, close } = await startSimulator();
    await fetch(scriptUrl);
    await fetch(`${url}/_sim/state`);
    await close();
    await assert.rejects(fetch(url));
    await assert.rejects(fetch(modalUrl));
  });

  test('runs several times in one process, each with its own tokens', async (t) => {
    const first = await startMerchant(t);
    const second = await startMerchant(t);
    const { status } = await first.api('GET /connection-test', { token: second.simulator.tokens.api });
    assert.equal(status, 401);
  });

  test('refuses to run in production', async (t) => {
    const before = process.env['NODE_ENV'];
    t.after(() => {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    });
    process.env['NODE_ENV'] = 'production';
    await assert.rejects(startSimulator(), /does not run in production/);
  });

  test('frees the first port when the second is taken', async (t) => {
    const { simulator } = await startMerchant(t);
    const modalPort = Number(new URL(simulator.modalUrl).port);
    await assert.rejects(startSimulator({ modalPort }), { code: 'EADDRINUSE' });
  });

  const mistakes: [string, object, RegExp][] = [
    ['an unknown option', { prot: 1 }, /"prot"/],
    ['a port that does not exist', { port: 65_536 }, /port/],
    ['a port that is text', { modalPort: '80' }, /modalPort/],
    ['a clock that is a function', { clock: Date.now }, /clock/],
    ['a clock without now', { clock: {} }, /clock/],
  ];
  for (const [what, options, text] of mistakes) {
    test(`refuses ${what}`, async () => {
      await assert.rejects(startSimulator(options), { name: 'TypeError', message: text });
    });
  }
});

suite('A request for another host name', () => {
  for (const [host, status] of [
    ['attacker.example', 403],
    ['127.0.0.1.attacker.example', 403],
    ['192.168.0.7', 403],
    ['localhost', 200],
    ['[::1]', 200],
  ] as const) {
    test(`gets ${status} for "${host}"`, async (t) => {
      const { simulator } = await startMerchant(t);
      assert.equal(await statusFor(`${simulator.url}/_sim/clock`, host), status);
      assert.equal(await statusFor(simulator.scriptUrl, host), status);
    });
  }
});

/** fetch does not let a caller choose the Host header. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
