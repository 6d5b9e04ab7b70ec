import { expect } from '@open-wc/testing';
import { HelcimCheckoutError, type SessionAnswer } from '../../packages/element/src/index.js';
import { messagesFor } from '../../packages/element/src/messages.js';
import {
  type Checkout,
  checkout,
  declined,
  message,
  modalFrame,
  modalOrigin,
  pause,
  rescueControl,
  shortenPauses,
  standInForModal,
  success,
  tidy,
  until,
  verdict,
} from './support.js';

afterEach(tidy);

/** What no one may read who may have been charged. */
const denial =
  /(not|n’t|never|no|without) (been )?(a )?charge|no money|no payment|did ?n.t pay|pas (été )?(débité|facturé|payé)|aucun (frais|paiement|montant)|sans frais/i;
const invitation =
  /try again|retry|pay first|pay again(?<!do not pay again)|réessayer|d’abord payer|payer de nouveau(?<!ne pas payer de nouveau)|recommence/i;

describe('every text', () => {
  for (const language of ['en', 'fr-CA']) {
    it(`exists, is plain and denies no charge in ${language}`, () => {
      for (const [key, text] of Object.entries(messagesFor(language))) {
        expect(text.trim(), key).to.equal(text);
        expect(text, key).to.not.equal('');
        expect(text, key).to.not.match(denial);
        expect(text, key).to.not.match(/[<>]/);
      }
    });

    it(`of an undecided payment invites nobody to pay again in ${language}`, () => {
      const texts = messagesFor(language);
      for (const key of [
        'open',
        'confirming',
        'unknown',
        'review',
        'pending',
        'approved',
        'closing',
        'cancelled',
        'required',
        'rescue',
      ] as const)
        expect(texts[key], key).to.not.match(invitation);
    });

    it(`is on the page in each settled state in ${language}`, async () => {
      const texts = messagesFor(language);
      for (const outcome of ['approved', 'pending', 'review', 'unknown'] as const) {
        const shop = await checkout({ lang: language });
        shop.server.create = verdict(outcome);
        await shop.element.open();
        await shop.element.updateComplete;
        expect(shop.text('status')).to.equal(`${texts[outcome]} ${texts.reference} HC-7F2K9QXW3M5N8R4T`);
        expect(shop.text('error')).to.equal('');
        expect(shop.element.shadowRoot?.textContent).to.not.match(denial);
        expect(shop.element.shadowRoot?.textContent).to.not.match(invitation);
      }
    });
  }

  it('has the same keys in both languages, and differs', () => {
    const [english, french] = [messagesFor('en'), messagesFor('fr-CA')];
    expect(Object.keys(french)).to.deep.equal(Object.keys(english));
    for (const key of Object.keys(english) as (keyof typeof english)[])
      expect(french[key]).to.not.equal(english[key]);
  });

  it('is told as “closed without a result” after a cancel', () => {
    expect(messagesFor('en').cancelled).to.contain('closed without a result');
    expect(messagesFor('fr-CA').cancelled).to.contain('fermée sans résultat');
  });
});

type Answer = SessionAnswer['outcome'] | 'offline' | 'busy' | 'refused';

function reply(answer: Answer): SessionAnswer | Error {
  if (answer === 'offline') return new HelcimCheckoutError('network');
  if (answer === 'busy') return new HelcimCheckoutError('busy', '', { retryAfterSeconds: 1 });
  if (answer === 'refused') return new HelcimCheckoutError('refused', '404 No such session');
  return verdict(answer);
}

const says = (word: string, eventMessage = '') =>
  window.dispatchEvent(
    new MessageEvent('message', {
      origin: modalOrigin,
      source: modalFrame()?.contentWindow ?? null,
      data: message(word, eventMessage),
    }),
  );

/** How a buyer can leave an open modal, or be left by it. */
const ways: Readonly<Record<string, (shop: Checkout) => unknown>> = {
  'the modal hides': () => says('HIDE'),
  'a card is declined, then the modal hides': () => says('ABORTED', declined) && says('HIDE'),
  'the payment goes through': () => says('SUCCESS', success),
  'the modal hides, then the payment goes through': () => says('HIDE') && says('SUCCESS', success),
  'the page closes the modal': ({ element }) => element.close(),
  'the buyer leaves through the watchdog’s button': () => rescueControl()?.click(),
};
const known: readonly Answer[] = [
  'open',
  'expired',
  'superseded',
  'returned',
  'approved',
  'pending',
  'review',
];
const unsure: readonly Answer[] = ['unknown', 'offline', 'busy', 'refused'];

describe('every text on the way out of an undecided payment', () => {
  before(async () => {
    // Loads the script, whose functions the stand-in replaces.
    const { element } = await checkout();
    await element.open();
    await tidy();
  });

  for (const lang of ['en', 'fr-CA'])
    for (const [name, leave] of Object.entries(ways))
      it(`denies no charge and invites nobody to pay: ${name} (${lang})`, async () => {
        const restore = [shortenPauses(), standInForModal(!name.includes('watchdog'))];
        for (const first of [...known, ...unsure])
          for (const then of unsure.includes(first) ? known : ([undefined] as const)) {
            const shop = await checkout({ lang, required: '' });
            const texts = collectTexts(shop);
            await shop.element.open();
            expect(shop.element.state).to.equal('open');
            shop.server.status = shop.server.result = reply(first);
            leave(shop);
            await until(() => !['open', 'declined', 'confirming'].includes(shop.element.state));
            if (then) {
              await pause(10);
              shop.server.status = shop.server.result = reply(then);
              await pause(40);
            }
            for (const text of texts()) {
              expect(text, `${first}, ${then}`).to.not.match(denial);
              expect(text, `${first}, ${then}`).to.not.match(invitation);
            }
            await tidy();
          }
        for (const each of restore) each();
      }).timeout(60_000);
});

/** Everything that element and watchdog have shown once the modal was open. */
function collectTexts({ element }: Checkout): () => Set<string> {
  const texts = new Set<string>();
  const root = element.shadowRoot as ShadowRoot;
  const look = () => {
    if (['idle', 'starting'].includes(element.state) && texts.size === 0) return;
    for (const node of [...root.querySelectorAll('[part]'), rescueControl()])
      if (node?.textContent) texts.add(node.textContent);
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  return () => {
    look();
    observer.disconnect();
    expect(texts).to.include(messagesFor(element.lang).open);
    return texts;
  };
}
