import { expect } from '@open-wc/testing';
import { messagesFor } from '../../packages/element/src/messages.js';
import { checkout, tidy, verdict } from './support.js';

afterEach(tidy);

/** What no one may read who may have been charged. */
const denial =
  /(not|n’t|never|no|without) (been )?(a )?charge|no money|no payment|did ?n.t pay|pas (été )?(débité|facturé|payé)|aucun (frais|paiement|montant)|sans frais/i;
const invitation =
  /try again|retry|pay again(?<!do not pay again)|réessayer|payer de nouveau(?<!ne pas payer de nouveau)|recommence/i;

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
