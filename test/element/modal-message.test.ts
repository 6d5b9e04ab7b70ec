import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readModalMessage } from '../../packages/element/src/modal-message.js';
import { checkoutToken, message, modalOrigin, success } from './support.js';

describe('a message of the modal', () => {
  const frameWindow = window;
  const identity = { origin: modalOrigin, checkoutToken, frameWindow };
  const event = (data: unknown, origin = modalOrigin, source: MessageEventSource | null = frameWindow) => ({
    data,
    origin,
    source,
  });

  it('counts with the right origin, window and name, or without a window', () => {
    const expected = { status: 'SUCCESS', eventMessage: success };
    const data = message('SUCCESS', success);
    expect(readModalMessage(event(data), identity)).to.deep.equal(expected);
    expect(readModalMessage(event(data, modalOrigin, null), identity)).to.deep.equal(expected);
    expect(readModalMessage(event(JSON.stringify(data)), identity)).to.deep.equal(expected);
  });

  const foreign: [string, ReturnType<typeof event>][] = [
    ['another origin', event(message('SUCCESS'), 'https://secure.helcim.app.evil.example')],
    ['the page itself', event(message('SUCCESS'), location.origin)],
    ['another window', event(message('SUCCESS'), modalOrigin, new MessageChannel().port1)],
    ['another session', event(message('SUCCESS', '', 'anothertoken9876543210'))],
    ['a longer name', event(message('SUCCESS', '', `${checkoutToken}x`))],
    ['a name in capitals', event(message('SUCCESS', '', checkoutToken.toUpperCase()))],
    ['helcim-pay-js-v2', event({ eventName: 'helcim-pay-js-v2', eventStatus: 'SUCCESS' })],
    ['helcim-pay-initialized', event({ eventName: 'helcim-pay-initialized' })],
    ['an unknown status', event(message('READY'))],
    ['a status in small letters', event(message('success'))],
    ['null', event(null)],
    ['undefined', event(undefined)],
    ['a number', event(7)],
    ['text', event('hello')],
    ['half of JSON', event('{"eventName":')],
    ['JSON null', event('null')],
    ['an array', event([message('SUCCESS')])],
    ['a Blob', event(new Blob(['x']))],
    ['no name', event({ eventStatus: 'SUCCESS' })],
  ];
  for (const [name, posted] of foreign)
    it(`is ignored: ${name}`, () => expect(readModalMessage(posted, identity)).to.equal(undefined));

  it('never throws, whatever is posted', () => {
    const thrower = new Proxy(
      {},
      {
        get() {
          throw new Error('no');
        },
      },
    );
    expect(readModalMessage(event(thrower), identity)).to.equal(undefined);
    fc.assert(
      fc.property(fc.anything(), (data) => {
        readModalMessage(event(data), identity);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
