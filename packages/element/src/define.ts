import { HelcimCheckout } from './helcim-checkout.js';

if (globalThis.customElements as CustomElementRegistry | undefined) HelcimCheckout.define();
