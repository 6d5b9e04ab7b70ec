import { expect } from '@open-wc/testing';
import { HelcimCheckoutError, type SessionAnswer } from '../../packages/element/src/index.js';
import {
  type Checkout,
  checkout,
  declined,
  message,
  modalSays,
  openByClick,
  tidy,
  until,
  verdict,
} from './support.js';

const pageStyles = document.createElement('style');

beforeEach(() => document.head.append(pageStyles));
afterEach(async () => {
  pageStyles.remove();
  pageStyles.textContent = '';
  await tidy();
});

function lookOf({ element }: Checkout, part: string): CSSStyleDeclaration {
  return getComputedStyle(element.shadowRoot?.querySelector(`[part=${part}]`) as Element);
}

describe('a style sheet of the page', () => {
  const parts: [part: Parameters<Checkout['text']>[0], create: SessionAnswer | Error, shows: string][] = [
    ['button', verdict('unknown'), 'Pay$49.99'],
    ['amount', verdict('unknown'), '$49.99'],
    ['status', verdict('unknown'), 'HC-7F2K9QXW3M5N8R4T'],
    [
      'error',
      new HelcimCheckoutError('refused'),
      'The payment window did not open. Please contact the shop.',
    ],
  ];
  for (const [part, create, shows] of parts)
    it(`styles ${shows} as ::part(${part})`, async () => {
      const shop = await checkout();
      shop.server.create = create;
      await shop.element.open();
      await shop.element.updateComplete;
      expect(shop.text(part)).to.contain(shows);
      const look = lookOf(shop, part);
      expect(look.outlineStyle).to.equal('none');
      pageStyles.textContent = `helcim-checkout::part(${part}) { outline: 3px solid red }`;
      expect(look.outlineStyle).to.equal('solid');
    });

  const properties: [
    property: string,
    value: string,
    looks: 'backgroundColor' | 'color' | 'borderRadius' | 'minHeight' | 'fontFamily',
  ][] = [
    ['--helcim-color', 'rgb(1, 2, 3)', 'backgroundColor'],
    ['--helcim-text-color', 'rgb(4, 5, 6)', 'color'],
    ['--helcim-radius', '7px', 'borderRadius'],
    ['--helcim-height', '77px', 'minHeight'],
    ['--helcim-font', 'monospace', 'fontFamily'],
  ];
  for (const [property, value, looks] of properties)
    it(`gives the button its ${looks} by ${property}`, async () => {
      const look = lookOf(await checkout(), 'button');
      expect(look[looks]).to.not.equal(value);
      pageStyles.textContent = `body { ${property}: ${value} }`;
      expect(look[looks]).to.equal(value);
    });

  it('styles a part in one state and not in the others', async () => {
    pageStyles.textContent = 'helcim-checkout:state(declined)::part(status) { outline: 3px solid red }';
    const shop = await checkout();
    const look = lookOf(shop, 'status');
    await openByClick(shop);
    await shop.element.updateComplete;
    expect(look.outlineStyle).to.equal('none');
    await modalSays(message('ABORTED', declined));
    await until(() => shop.element.state === 'declined');
    await shop.element.updateComplete;
    expect(look.outlineStyle).to.equal('solid');
  });
});
