import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { HelcimCheckoutError, type SessionAnswer } from '../../packages/element/src/index.js';
import {
  checkout,
  declined,
  message,
  modalOrigin,
  modalSays,
  pause,
  shortenPauses,
  success,
  tidy,
  until,
  verdict,
} from './support.js';

type Outcome = SessionAnswer['outcome'];
const settled = ['helcim-approved', 'helcim-pending', 'helcim-review'];
const paidMessage = message('SUCCESS', success);

const word = fc.constantFrom(
  paidMessage,
  message('ABORTED', declined),
  message('HIDE'),
  JSON.stringify(message('HIDE')),
  message('SUCCESS', success, 'another-token'),
  message('READY'),
  null,
);
const scene = fc.record({
  words: fc.array(word, { maxLength: 6 }),
  status: fc.constantFrom<Outcome | 'offline'>('approved', 'pending', 'review', 'open', 'offline'),
  result: fc.constantFrom<Outcome>('approved', 'pending', 'review'),
});

describe('whatever the modal says, in whatever order', () => {
  it('ends in exactly one outcome, and a SUCCESS reaches the server at most once', async () => {
    const restore = shortenPauses();
    await fc.assert(fc.asyncProperty(scene, play), { seed: 20_260_204, numRuns: 60 });
    restore();
  }).timeout(90_000);
});

async function play({ words, status, result }: Scene): Promise<void> {
  const shop = await checkout();
  shop.server.status = status === 'offline' ? new HelcimCheckoutError('network') : verdict(status);
  shop.server.result = verdict(result);
  await shop.element.open();
  const hearing = hear(words.length);
  await modalSays(...words);
  const paid = (await hearing).includes(JSON.stringify(paidMessage));
  shop.element.close();
  await until(() => !['open', 'declined', 'confirming'].includes(shop.element.state));
  if (paid) await until(() => settled.includes(shop.events.at(-1) ?? ''));
  await pause(5);

  const verdicts = shop.events.filter((name) => settled.includes(name));
  const cancels = shop.events.filter((name) => name === 'helcim-cancelled');
  // A server that knew the verdict already, when it was asked on HIDE, needs no report.
  const known = settled.includes(`helcim-${status}`) && shop.server.calls.includes('status s1');
  expect(shop.server.results).to.have.length(paid && !(known && shop.server.results.length === 0) ? 1 : 0);
  if (paid) {
    expect(verdicts, shop.events.join()).to.have.length(1);
    expect(shop.events.at(-1)).to.equal(verdicts[0]);
    expect(cancels.length).to.be.at.most(status === 'open' ? 1 : 0);
  } else if (status === 'open') expect([verdicts.length, cancels.length]).to.deep.equal([0, 1]);
  else if (status === 'offline') expect(shop.element.state).to.equal('unknown');
  else expect([verdicts.length, cancels.length]).to.deep.equal([1, 0]);
  await tidy();
}

interface Scene {
  readonly words: unknown[];
  readonly status: Outcome | 'offline';
  readonly result: Outcome;
}

/** What the page heard of `count` messages: a frame that is removed meanwhile takes the rest with it. */
async function hear(count: number): Promise<string[]> {
  const heard: string[] = [];
  const listen = ({ origin, data }: MessageEvent) => {
    if (origin === modalOrigin && data !== 'ready') heard.push(JSON.stringify(data));
  };
  window.addEventListener('message', listen);
  const frame = document.querySelector('#helcimPayIframe');
  await until(() => heard.length >= count || !frame?.isConnected);
  await pause(20);
  window.removeEventListener('message', listen);
  return heard;
}
